"""Calls worth recording: inputs by name, then expressions over them. Data only.

Every expression is evaluated in a fresh graph inside one name scope, after the inputs it mentions were made
outside.
"""

# name -> how it is made. `tf` is TensorFlow 1.15, or tf.compat.v1 of 2.x.
INPUTS = {
    "x": "tf.placeholder(tf.float32, [2, 3])",
    "y": "tf.placeholder(tf.float32, [2, 3])",
    "x1": "tf.placeholder(tf.float32, [3])",
    "x3": "tf.placeholder(tf.float32, [2, 5, 4])",
    "x4": "tf.placeholder(tf.float32, [2, 8, 8, 3])",
    "x5": "tf.placeholder(tf.float32, [2, 4, 8, 8, 3])",
    "u": "tf.placeholder(tf.float32)",
    "n": "tf.placeholder(tf.float32, [None, 3])",
    "n4": "tf.placeholder(tf.float32, [None, 8, 8, 3])",
    "s": "tf.placeholder(tf.float32, [])",
    "m": "tf.placeholder(tf.float32, [3, 3])",
    "h": "tf.placeholder(tf.float16, [2, 3])",
    "i": "tf.placeholder(tf.int32, [2])",
    "i0": "tf.placeholder(tf.int32, [])",
    "i2": "tf.placeholder(tf.int32, [2, 3])",
    "l": "tf.placeholder(tf.int64, [2])",
    "b": "tf.placeholder(tf.bool, [2, 3])",
    "p": "tf.placeholder(tf.bool, [])",
    "c": "tf.placeholder(tf.complex64, [2, 3])",
    "t": "tf.placeholder(tf.string, [2])",
    "t0": "tf.placeholder(tf.string, [])",
    "k4": "tf.placeholder(tf.float32, [3, 3, 3, 6])",
    "k3": "tf.placeholder(tf.float32, [3, 4, 6])",
    "w": "tf.placeholder(tf.float32, [3, 4])",
    "img": "tf.placeholder(tf.float32, [8, 8, 3])",
    "sp": "tf.SparseTensor(l2, l1, [2, 3])",
    "l2": "tf.placeholder(tf.int64, [4, 2])",
    "l1": "tf.placeholder(tf.int64, [4])",
    "v": "tf.get_variable('v', [2, 3], use_resource=False)",
    "r": "tf.get_variable('r', [2, 3], use_resource=True)",
    "g": "tf.get_variable('g', [], tf.int32, tf.zeros_initializer(), use_resource=False, trainable=False)",
    "cell": "tf.nn.rnn_cell.BasicRNNCell(4)",
    "loss": "tf.reduce_sum(tf.get_variable('weight', [3], use_resource=False))",
    "rloss": "tf.reduce_sum(tf.get_variable('weight', [3], use_resource=True))",
}

EXPRESSIONS = """
x + y
x + 1
1 + x
x - y
x - 1
1 - x
x * y
x * 2
2 * x
x / y
x / 2
2 / x
i / 2
x // y
x // 2
x % y
x ** 2
x ** y
2 ** x
x @ w
-x
abs(x)
~b
b & b
b | b
b ^ b
x < y
x < 1
x <= y
x > y
x > 0
x >= y
x == y
x != y
x[0]
x[:, 1]
x[:, 1:2]
x[..., 0]
x[:, None]
x[i0]
x[b]
v + 1
v * y
v[0]
r + 1
r * y
r[0]
tf.add(x, y)
tf.add(x, 1)
tf.subtract(x, y)
tf.multiply(x, y)
tf.multiply(x, 2.0)
tf.divide(x, y)
tf.div(x, y)
tf.div(i, 2)
tf.truediv(x, y)
tf.realdiv(x, y)
tf.floordiv(x, y)
tf.floor_div(x, y)
tf.mod(x, y)
tf.floormod(x, y)
tf.div_no_nan(x, y)
tf.pow(x, 2)
tf.negative(x)
tf.abs(x)
tf.sign(x)
tf.square(x)
tf.sqrt(x)
tf.rsqrt(x)
tf.exp(x)
tf.expm1(x)
tf.log(x)
tf.log1p(x)
tf.sigmoid(x)
tf.log_sigmoid(x)
tf.tanh(x)
tf.sin(x)
tf.cos(x)
tf.tan(x)
tf.floor(x)
tf.ceil(x)
tf.round(x)
tf.maximum(x, y)
tf.maximum(x, 0.0)
tf.minimum(x, y)
tf.squared_difference(x, y)
tf.erf(x)
tf.lgamma(x)
tf.reciprocal(x)
tf.matmul(x, w)
tf.matmul(x, y, transpose_b=True)
tf.matmul(x3, x3, transpose_b=True)
tf.tensordot(x, w, 1)
tf.tensordot(x3, tf.zeros([4, 6]), [[2], [0]])
tf.einsum('ij,jk->ik', x, w)
tf.cross(m, m)
tf.trace(m)
tf.norm(x)
tf.reduce_sum(x)
tf.reduce_sum(x, axis=1)
tf.reduce_sum(x, 1, keepdims=True)
tf.reduce_sum(u)
tf.reduce_mean(x)
tf.reduce_mean(x, axis=1)
tf.reduce_mean(u)
tf.reduce_mean(n)
tf.reduce_max(x)
tf.reduce_max(x, axis=1)
tf.reduce_min(x)
tf.reduce_prod(x)
tf.reduce_all(b)
tf.reduce_any(b)
tf.reduce_logsumexp(x)
tf.reduce_logsumexp(x, axis=1)
tf.reduce_join(t)
tf.add_n([x, y])
tf.accumulate_n([x, y])
tf.cumsum(x)
tf.cumprod(x)
tf.argmax(x)
tf.argmax(x, 1)
tf.argmin(x, 1)
tf.equal(x, y)
tf.equal(x, 1)
tf.not_equal(x, y)
tf.less(x, y)
tf.less_equal(x, y)
tf.greater(x, y)
tf.greater_equal(x, y)
tf.logical_and(b, b)
tf.logical_or(b, b)
tf.logical_not(b)
tf.logical_xor(b, b)
tf.is_nan(x)
tf.is_inf(x)
tf.is_finite(x)
tf.cast(x, tf.int32)
tf.cast(x, tf.float32)
tf.cast(i, tf.float32)
tf.to_float(i)
tf.to_float(x)
tf.to_int32(x)
tf.to_int64(x)
tf.to_double(x)
tf.to_bfloat16(x)
tf.saturate_cast(x, tf.uint8)
tf.bitcast(x, tf.int32)
tf.constant(1.0)
tf.constant([1.0, 2.0])
tf.constant(0.5, shape=[2, 3])
tf.convert_to_tensor(1.0)
tf.convert_to_tensor(x)
tf.convert_to_tensor(v)
tf.convert_to_tensor(r)
tf.identity(x)
tf.identity(v)
tf.identity(r)
tf.identity_n([x, y])
tf.stop_gradient(x)
tf.placeholder(tf.float32)
tf.placeholder(tf.float32, [None, 3])
tf.placeholder_with_default(1.0, [])
tf.placeholder_with_default(x, [2, 3])
tf.sparse_placeholder(tf.float32)
tf.sparse_placeholder(tf.float32, [2, 3])
tf.zeros([2, 3])
tf.zeros([2, 3], tf.int32)
tf.zeros([i0, 3])
tf.zeros(i)
tf.zeros([100, 100])
tf.ones([2, 3])
tf.ones([i0, 3])
tf.zeros_like(x)
tf.zeros_like(n)
tf.zeros_like(u)
tf.ones_like(x)
tf.ones_like(n)
tf.fill([2, 3], 1.0)
tf.fill([i0], 1.0)
tf.eye(3)
tf.diag(x1)
tf.diag_part(m)
tf.matrix_diag(x)
tf.matrix_diag_part(m)
tf.matrix_band_part(m, -1, 0)
tf.matrix_transpose(x)
tf.matrix_inverse(m)
tf.matrix_determinant(m)
tf.cholesky(m)
tf.linspace(0.0, 1.0, 5)
tf.range(5)
tf.range(i0)
tf.range(1, i0)
tf.range(0, 10, 2)
tf.random_normal([2, 3])
tf.random_normal([i0, 3])
tf.random_normal([2, 3], mean=1.0, stddev=0.1)
tf.random_uniform([2, 3])
tf.random_uniform([2], maxval=5, dtype=tf.int32)
tf.random.normal([2, 3])
tf.random.uniform([2, 3])
tf.truncated_normal([2, 3])
tf.truncated_normal([2, 3], stddev=0.1)
tf.random_shuffle(x)
tf.random_crop(img, [4, 4, 3])
tf.random_gamma([2], 1.0)
tf.random_poisson(1.0, [2])
tf.multinomial(x, 2)
tf.random.categorical(x, 2)
tf.reshape(x, [3, 2])
tf.reshape(x, [-1])
tf.reshape(x, [i0, -1])
tf.reshape(x, i)
tf.transpose(x)
tf.transpose(x, [1, 0])
tf.transpose(u)
tf.expand_dims(x, 1)
tf.expand_dims(x, -1)
tf.squeeze(tf.zeros([1, 3]))
tf.squeeze(x, axis=[])
tf.concat([x, y], 1)
tf.concat([x], 1)
tf.concat(axis=0, values=[x, y])
tf.stack([x, y])
tf.stack([1, 2])
tf.stack([i0, 2])
tf.unstack(x)
tf.unstack(x, axis=1)
tf.parallel_stack([x, y])
tf.split(x, 3, 1)
tf.split(x, [1, 2], 1)
tf.tile(x, [1, 2])
tf.tile(x, [i0, 1])
tf.pad(x, [[0, 0], [1, 1]])
tf.pad(x, [[0, 0], [1, 1]], 'REFLECT')
tf.slice(x, [0, 0], [1, 2])
tf.strided_slice(x, [0, 0], [1, 2])
tf.gather(x, i)
tf.gather(x, [0, 1], axis=1)
tf.gather(v, i)
tf.gather(r, i)
tf.gather_nd(x, tf.zeros([4, 2], tf.int32))
tf.gather_nd(x, [[0, 1]])
tf.batch_gather(x, i2)
tf.scatter_nd([[1]], [2.0], [4])
tf.boolean_mask(x, b)
tf.where(b)
tf.where(b, x, y)
tf.one_hot(i, 3)
tf.one_hot(i, depth=3, on_value=1.0, off_value=0.0)
tf.one_hot(i, i0)
tf.sequence_mask(i)
tf.sequence_mask(i, 5)
tf.sequence_mask(i, 5, dtype=tf.float32)
tf.shape(x)
tf.shape(n)
tf.shape(u)
tf.shape(x)[0]
tf.shape(n)[0]
tf.size(x)
tf.size(n)
tf.rank(x)
tf.rank(u)
tf.reverse(x, [1])
tf.reverse_sequence(x3, i, seq_axis=1, batch_axis=0)
tf.broadcast_to(x1, [2, 3])
tf.space_to_depth(x4, 2)
tf.depth_to_space(tf.zeros([1, 2, 2, 4]), 2)
tf.space_to_batch_nd(x4, [2, 2], [[0, 0], [0, 0]])
tf.batch_to_space_nd(tf.zeros([8, 2, 2, 3]), [2, 2], [[0, 0], [0, 0]])
tf.meshgrid(x1, x1)
tf.unique(i)
tf.unique_with_counts(i)
tf.bincount(i)
tf.histogram_fixed_width(x, [0.0, 1.0])
tf.searchsorted(x1, x1)
tf.segment_sum(x, i)
tf.unsorted_segment_sum(x, i, 3)
tf.clip_by_value(x, 0.0, 1.0)
tf.clip_by_norm(x, 1.0)
tf.clip_by_average_norm(x, 1.0)
tf.clip_by_global_norm([x, y], 5.0)
tf.global_norm([x, y])
tf.dynamic_partition(x, i, 2)
tf.dynamic_stitch([i], [x])
tf.edit_distance(sp, sp)
tf.confusion_matrix(i, i)
tf.cond(p, lambda: x, lambda: y)
tf.cond(p, lambda: x + 1, lambda: x)
tf.case([(p, lambda: x)], default=lambda: y)
tf.case([(p, lambda: x)], default=lambda: y, exclusive=True)
tf.while_loop(lambda q: q < 3, lambda q: q + 1, [i0])
tf.while_loop(lambda q: q < 3, lambda q: q + 1, [0])
tf.map_fn(lambda e: e * 2, x)
tf.scan(lambda a, e: a + e, x)
tf.foldl(lambda a, e: a + e, x)
tf.foldr(lambda a, e: a + e, x)
tf.group(x.op)
tf.group(x.op, y.op)
tf.group()
tf.tuple([x, y])
tf.no_op()
tf.py_func(lambda a: a, [x], tf.float32)
tf.Print(x, [x])
tf.print(x)
tf.Assert(p, [x])
tf.assert_equal(x, y)
tf.assert_positive(x)
tf.assert_greater(x, y)
tf.assert_less(x, y)
tf.assert_rank(x, 2)
tf.assert_non_negative(x)
tf.check_numerics(x, 'bad')
tf.verify_tensor_all_finite(x, 'bad')
tf.add_check_numerics_ops()
tf.gradients(loss, tf.trainable_variables())
tf.gradients(tf.square(x), x)
tf.gradients(rloss, tf.trainable_variables())
tf.hessians(tf.reduce_sum(tf.square(x1)), x1)
tf.assign(v, x)
tf.assign_add(g, 1)
tf.assign_sub(v, x)
tf.assign(r, x)
tf.assign_add(r, x)
v.assign(x)
v.assign_add(x)
v.assign_sub(x)
r.assign(x)
r.assign_add(x)
v.read_value()
r.read_value()
v.initialized_value()
v.value()
r.value()
tf.scatter_update(v, i, x)
tf.scatter_add(v, i, x)
tf.count_up_to(g, 5)
tf.is_variable_initialized(v)
tf.report_uninitialized_variables()
tf.global_variables_initializer()
tf.local_variables_initializer()
tf.variables_initializer([v])
tf.initialize_all_variables()
tf.tables_initializer()
tf.Variable(1.0)
tf.Variable(tf.zeros([2, 3]))
tf.Variable(x, validate_shape=False)
tf.Variable(lambda: tf.zeros([2, 3]))
tf.Variable(1.0, use_resource=True)
tf.get_variable('a', [2, 3])
tf.get_variable('a', [2, 3], initializer=tf.zeros_initializer())
tf.get_variable('a', [2, 3], initializer=tf.constant_initializer(0.1))
tf.get_variable('a', [2, 3], initializer=tf.random_normal_initializer())
tf.get_variable('a', [2, 3], initializer=tf.truncated_normal_initializer())
tf.get_variable('a', [2, 3], initializer=tf.ones_initializer())
tf.get_variable('a', [2, 3], initializer=tf.orthogonal_initializer())
tf.get_variable('a', initializer=tf.zeros([2, 3]))
tf.get_variable('a', initializer=1.0)
tf.get_variable('a', [], tf.int32)
tf.get_variable('a', [2, 3], regularizer=tf.contrib.layers.l2_regularizer(0.1))
tf.get_variable('a', [2, 3], regularizer=tf.nn.l2_loss)
tf.get_variable('a', [2, 3], use_resource=True)
tf.get_local_variable('a', [2, 3])
tf.string_join([t, t])
tf.string_split(t)
tf.as_string(x)
tf.string_to_number(t)
tf.substr(t, 0, 1)
tf.regex_replace(t, 'a', 'b')
tf.string_to_hash_bucket_fast(t, 5)
tf.decode_raw(t, tf.uint8)
tf.read_file(t0)
tf.parse_single_example(t0, {'a': tf.FixedLenFeature([], tf.string)})
tf.parse_example(t, {'a': tf.FixedLenFeature([], tf.string)})
tf.sparse_to_dense([0], [2], 1.0)
tf.sparse_tensor_to_dense(sp)
tf.sparse_reorder(sp)
tf.sparse_reshape(sp, [3, 2])
tf.sparse_reduce_sum(sp)
tf.SparseTensor([[0, 1]], [1.0], [2, 3])
tf.SparseTensor(l2, l1, [2, 3])
tf.IndexedSlices(x, i)
tf.FIFOQueue(3, tf.float32)
tf.RandomShuffleQueue(3, 1, tf.float32)
tf.TFRecordReader()
tf.TensorArray(tf.float32, 3)
tf.TensorArray(tf.float32, 3).write(0, s)
tf.TensorArray(tf.float32, 3).unstack(x)
tf.nn.relu(x)
tf.nn.relu6(x)
tf.nn.elu(x)
tf.nn.selu(x)
tf.nn.crelu(x)
tf.nn.leaky_relu(x)
tf.nn.leaky_relu(x, 0.1)
tf.nn.softplus(x)
tf.nn.softsign(x)
tf.nn.swish(x)
tf.nn.sigmoid(x)
tf.nn.tanh(x)
tf.nn.softmax(x)
tf.nn.softmax(x3)
tf.nn.softmax(x3, axis=1)
tf.nn.softmax(n)
tf.nn.log_softmax(x)
tf.nn.dropout(x, 0.5)
tf.nn.dropout(x, keep_prob=0.5)
tf.nn.dropout(x, s)
tf.nn.dropout(x, 1.0)
tf.nn.dropout(x, rate=0.5)
tf.nn.bias_add(x, x1)
tf.nn.xw_plus_b(x, w, tf.zeros([4]))
tf.nn.relu_layer(x, w, tf.zeros([4]))
tf.nn.conv1d(x3, k3, 1, 'SAME')
tf.nn.conv2d(x4, k4, [1, 1, 1, 1], 'SAME')
tf.nn.conv2d_transpose(tf.zeros([2, 8, 8, 6]), k4, [2, 8, 8, 3], [1, 1, 1, 1])
tf.nn.conv3d(x5, tf.zeros([1, 3, 3, 3, 6]), [1, 1, 1, 1, 1], 'SAME')
tf.nn.convolution(x4, k4, 'SAME')
tf.nn.convolution(x4, k4, 'SAME', dilation_rate=[2, 2])
tf.nn.atrous_conv2d(x4, k4, 2, 'SAME')
tf.nn.depthwise_conv2d(x4, k4, [1, 1, 1, 1], 'SAME')
tf.nn.depthwise_conv2d_native(x4, k4, [1, 1, 1, 1], 'SAME')
tf.nn.separable_conv2d(x4, k4, tf.zeros([1, 1, 18, 4]), [1, 1, 1, 1], 'SAME')
tf.nn.max_pool(x4, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
tf.nn.avg_pool(x4, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
tf.nn.max_pool_with_argmax(x4, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
tf.nn.pool(x4, [2, 2], 'MAX', 'SAME')
tf.nn.lrn(x4)
tf.nn.local_response_normalization(x4)
tf.nn.l2_loss(x)
tf.nn.l2_normalize(x, 1)
tf.nn.moments(x, [0])
tf.nn.moments(x4, [0, 1, 2], keep_dims=True)
tf.nn.weighted_moments(x, [0], y)
tf.nn.batch_normalization(x, x1, x1, x1, x1, 0.001)
tf.nn.batch_normalization(x, x1, x1, None, None, 0.001)
tf.nn.fused_batch_norm(x4, x1, x1)
tf.nn.top_k(x, 2)
tf.nn.in_top_k(x, i, 1)
tf.nn.zero_fraction(x)
tf.nn.embedding_lookup(v, i)
tf.nn.embedding_lookup(r, i)
tf.nn.embedding_lookup(x, i)
tf.nn.embedding_lookup([v, v], i)
tf.nn.embedding_lookup_sparse(v, sp, None)
tf.nn.softmax_cross_entropy_with_logits(labels=x, logits=y)
tf.nn.softmax_cross_entropy_with_logits_v2(labels=x, logits=y)
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=i, logits=x)
tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=y)
tf.nn.weighted_cross_entropy_with_logits(x, y, 2.0)
tf.nn.log_poisson_loss(x, y)
tf.nn.nce_loss(tf.zeros([20, 3]), tf.zeros([20]), tf.zeros([2, 1]), x, 5, 20)
tf.nn.sampled_softmax_loss(tf.zeros([20, 3]), tf.zeros([20]), tf.zeros([2, 1]), x, 5, 20)
tf.nn.ctc_loss(tf.SparseTensor(l2, tf.zeros([4], tf.int32), [2, 3]), x3, tf.zeros([5], tf.int32))
tf.nn.ctc_greedy_decoder(x3, tf.zeros([5], tf.int32))
tf.nn.erosion2d(x4, tf.zeros([2, 2, 3]), [1, 1, 1, 1], [1, 1, 1, 1], 'SAME')
tf.nn.dynamic_rnn(cell, x3, dtype=tf.float32)
tf.nn.static_rnn(cell, [x, y], dtype=tf.float32)
tf.nn.bidirectional_dynamic_rnn(cell, cell, x3, dtype=tf.float32)
tf.nn.static_bidirectional_rnn(cell, tf.nn.rnn_cell.BasicRNNCell(4), [x, y], dtype=tf.float32)
tf.nn.rnn_cell.BasicRNNCell(4)(x, tf.zeros([2, 4]))
tf.nn.rnn_cell.BasicLSTMCell(4)(x, (tf.zeros([2, 4]), tf.zeros([2, 4])))
tf.nn.rnn_cell.LSTMCell(4)(x, (tf.zeros([2, 4]), tf.zeros([2, 4])))
tf.nn.rnn_cell.GRUCell(4)(x, tf.zeros([2, 4]))
tf.nn.rnn_cell.LSTMCell(4).zero_state(2, tf.float32)
tf.nn.rnn_cell.BasicRNNCell(4).zero_state(2, tf.float32)
tf.nn.rnn_cell.GRUCell(4).zero_state(i0, tf.float32)
tf.nn.rnn_cell.MultiRNNCell([cell, tf.nn.rnn_cell.BasicRNNCell(4)]).zero_state(2, tf.float32)
tf.image.resize_images(x4, [4, 4])
tf.image.resize_bilinear(x4, [4, 4])
tf.image.resize_nearest_neighbor(x4, [4, 4])
tf.image.resize_image_with_crop_or_pad(img, 4, 4)
tf.image.per_image_standardization(img)
tf.image.random_flip_left_right(img)
tf.image.random_brightness(img, 0.1)
tf.image.random_contrast(img, 0.1, 0.5)
tf.image.convert_image_dtype(img, tf.uint8)
tf.image.decode_jpeg(t0)
tf.image.decode_png(t0)
tf.image.decode_image(t0)
tf.image.crop_and_resize(x4, tf.zeros([2, 4]), i, [4, 4])
tf.image.non_max_suppression(tf.zeros([5, 4]), tf.zeros([5]), 3)
tf.image.rgb_to_grayscale(img)
tf.image.total_variation(x4)
tf.losses.mean_squared_error(x, y)
tf.losses.absolute_difference(x, y)
tf.losses.softmax_cross_entropy(x, y)
tf.losses.sparse_softmax_cross_entropy(i, x)
tf.losses.sigmoid_cross_entropy(x, y)
tf.losses.huber_loss(x, y)
tf.losses.log_loss(x, y)
tf.losses.hinge_loss(x, y)
tf.losses.cosine_distance(x, y, axis=1)
tf.losses.compute_weighted_loss(x)
tf.losses.get_regularization_loss()
tf.metrics.accuracy(i, i)
tf.metrics.mean(x)
tf.metrics.precision(i, i)
tf.metrics.recall(i, i)
tf.metrics.auc(b, x)
tf.metrics.mean_squared_error(x, y)
tf.metrics.mean_iou(i, i, 3)
tf.layers.dense(x, 4)
tf.layers.dense(x, 4, activation=tf.nn.relu)
tf.layers.dense(x3, 4)
tf.layers.dense(x, 4, use_bias=False)
tf.layers.conv1d(x3, 4, 3)
tf.layers.conv2d(x4, 4, 3)
tf.layers.conv2d(x4, 4, 3, activation=tf.nn.relu)
tf.layers.conv2d_transpose(x4, 4, 3)
tf.layers.conv3d(x5, 4, 3)
tf.layers.separable_conv2d(x4, 4, 3)
tf.layers.batch_normalization(x)
tf.layers.batch_normalization(x4)
tf.layers.batch_normalization(x4, training=True)
tf.layers.batch_normalization(x, training=p)
tf.layers.dropout(x)
tf.layers.dropout(x, 0.5, training=True)
tf.layers.dropout(x, 0.5, training=p)
tf.layers.flatten(x4)
tf.layers.flatten(n4)
tf.layers.max_pooling1d(x3, 2, 2)
tf.layers.max_pooling2d(x4, 2, 2)
tf.layers.average_pooling2d(x4, 2, 2)
tf.train.exponential_decay(0.1, 10, 5, 0.9)
tf.train.exponential_decay(0.1, g, 5, 0.9)
tf.train.exponential_decay(0.1, g, 5, 0.9, staircase=True)
tf.train.piecewise_constant(g, [5], [1.0, 0.1])
tf.train.polynomial_decay(0.1, g, 5)
tf.train.cosine_decay(0.1, g, 5)
tf.train.inverse_time_decay(0.1, g, 5, 0.9)
tf.train.natural_exp_decay(0.1, g, 5, 0.9)
tf.train.get_or_create_global_step()
tf.train.create_global_step()
tf.train.GradientDescentOptimizer(0.1)
tf.train.GradientDescentOptimizer(0.1).minimize(loss)
tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=g)
tf.train.GradientDescentOptimizer(s).minimize(loss)
tf.train.GradientDescentOptimizer(0.1).minimize(rloss)
tf.train.GradientDescentOptimizer(0.1).compute_gradients(loss)
tf.train.GradientDescentOptimizer(0.1).apply_gradients([(x, v)])
tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
tf.train.AdamOptimizer(0.1).minimize(loss)
tf.train.AdamOptimizer(0.1).minimize(rloss)
tf.train.AdamOptimizer(0.1).minimize(loss, global_step=g)
tf.train.AdamOptimizer(0.1).apply_gradients([(x, v)])
tf.train.RMSPropOptimizer(0.1).minimize(loss)
tf.train.AdagradOptimizer(0.1).minimize(loss)
tf.train.AdadeltaOptimizer(0.1).minimize(loss)
tf.train.FtrlOptimizer(0.1).minimize(loss)
tf.train.ProximalGradientDescentOptimizer(0.1).minimize(loss)
tf.train.ExponentialMovingAverage(0.9).apply([v])
tf.train.ExponentialMovingAverage(0.9, g).apply([v])
tf.train.ExponentialMovingAverage(0.9).apply([x])
tf.train.Saver([v])
tf.train.batch([x1, s], 2)
tf.train.shuffle_batch([x1], 2, 10, 5)
tf.train.string_input_producer(['a'])
tf.train.slice_input_producer([x, y])
tf.train.range_input_producer(5)
tf.train.match_filenames_once('*.x')
tf.data.Dataset.range(5).batch(2).make_one_shot_iterator().get_next()
tf.data.Dataset.from_tensor_slices(x).make_initializable_iterator().get_next()
tf.data.Dataset.range(5)
tf.summary.scalar('a', s)
tf.summary.histogram('a', x)
tf.summary.image('a', x4)
tf.summary.merge_all()
tf.summary.merge([tf.summary.scalar('a', s)])
tf.distributions.Normal(0.0, 1.0)
tf.distributions.Normal(0.0, 1.0).sample(2)
tf.distributions.Categorical(logits=x)
tf.contrib.layers.fully_connected(x, 4)
tf.contrib.layers.fully_connected(x, 4, activation_fn=None)
tf.contrib.layers.fully_connected(x, 4, normalizer_fn=tf.contrib.layers.batch_norm)
tf.contrib.layers.conv2d(x4, 4, 3)
tf.contrib.layers.conv2d(x4, 4, 3, normalizer_fn=tf.contrib.layers.batch_norm)
tf.contrib.layers.conv2d_transpose(x4, 4, 3)
tf.contrib.layers.separable_conv2d(x4, 4, 3, 1)
tf.contrib.layers.batch_norm(x)
tf.contrib.layers.batch_norm(x4)
tf.contrib.layers.batch_norm(x4, fused=True)
tf.contrib.layers.batch_norm(x4, updates_collections=None)
tf.contrib.layers.batch_norm(x, is_training=p)
tf.contrib.layers.batch_norm(x, is_training=False)
tf.contrib.layers.layer_norm(x)
tf.contrib.layers.instance_norm(x4)
tf.contrib.layers.group_norm(tf.zeros([2, 8, 8, 32]))
tf.contrib.layers.max_pool2d(x4, 2)
tf.contrib.layers.avg_pool2d(x4, 2)
tf.contrib.layers.dropout(x)
tf.contrib.layers.flatten(x4)
tf.contrib.layers.softmax(x)
tf.contrib.layers.one_hot_encoding(i, 3)
tf.contrib.layers.bias_add(x)
tf.contrib.layers.unit_norm(x, 1)
tf.contrib.layers.stack(x, tf.contrib.layers.fully_connected, [4, 5])
tf.contrib.layers.repeat(x, 2, tf.contrib.layers.fully_connected, 4)
tf.contrib.layers.embed_sequence(i2, 10, 4)
tf.contrib.layers.linear(x, 4)
tf.contrib.layers.relu(x, 4)
tf.contrib.layers.xavier_initializer()([2, 3])
tf.contrib.layers.l2_regularizer(0.1)(x)
tf.contrib.layers.l1_regularizer(0.1)(x)
tf.contrib.layers.apply_regularization(tf.contrib.layers.l2_regularizer(0.1), [v])
tf.contrib.layers.optimize_loss(loss, g, 0.1, 'SGD')
tf.contrib.layers.maxout(x, 3)
tf.contrib.slim.fully_connected(x, 4)
tf.contrib.slim.losses.softmax_cross_entropy(x, y)
tf.contrib.rnn.static_rnn(cell, [x, y], dtype=tf.float32)
tf.contrib.legacy_seq2seq.rnn_decoder([x, y], tf.zeros([2, 4]), cell)
tf.contrib.legacy_seq2seq.sequence_loss([x], [i], [tf.ones([2])])
tf.contrib.legacy_seq2seq.sequence_loss_by_example([x], [i], [tf.ones([2])])
tf.contrib.seq2seq.sequence_loss(x3, tf.zeros([2, 5], tf.int32), tf.zeros([2, 5]))
tf.contrib.seq2seq.tile_batch(x, 3)
tf.contrib.crf.crf_log_likelihood(x3, tf.zeros([2, 5], tf.int32), i)
tf.contrib.framework.get_or_create_global_step()
""".strip().splitlines()

# parameter name -> values to try for it when a call is built from a signature alone.
BY_PARAMETER = {
    "axis": ["1", "0"],
    "dim": ["1"],
    "dimension": ["1"],
    "shape": ["[2, 3]"],
    "output_shape": ["[2, 3]"],
    "dims": ["[2, 3]"],
    "size": ["[4, 4]"],
    "dtype": ["tf.float32"],
    "out_type": ["tf.float32"],
    "type": ["tf.int32"],
    "name_or_scope": ["'scope'"],
    "depth": ["3"],
    "k": ["1"],
    "num": ["3"],
    "num_segments": ["3"],
    "segment_ids": ["i"],
    "indices": ["i"],
    "ids": ["i"],
    "ksize": ["[1, 2, 2, 1]"],
    "kernel_size": ["3"],
    "num_outputs": ["4"],
    "units": ["4"],
    "filters": ["4", "k4"],
    "filter": ["k4"],
    "pool_size": ["2"],
    "strides": ["[1, 1, 1, 1]", "2"],
    "stride": ["1"],
    "padding": ["'SAME'"],
    "perm": ["[1, 0]"],
    "paddings": ["[[0, 0], [1, 1]]"],
    "multiples": ["[1, 2]"],
    "on_value": ["1.0"],
    "off_value": ["0.0"],
    "condition": ["b"],
    "cond": ["p"],
    "pred": ["p"],
    "mask": ["b"],
    "labels": ["x", "i", "b"],
    "logits": ["x"],
    "predictions": ["x", "i"],
    "targets": ["x"],
    "num_classes": ["3"],
    "num_buckets": ["3"],
    "num_split": ["3"],
    "num_or_size_splits": ["3"],
    "values": ["[x, y]", "x"],
    "inputs": ["x", "x4", "x3", "[x, y]"],
    "tensors": ["[x, y]"],
    "input_list": ["[x, y]"],
    "seed": ["1"],
    "message": ["'m'"],
    "data": ["[x]", "x"],
    "images": ["x4", "img"],
    "image": ["img"],
    "contents": ["t0"],
    "filename": ["t0"],
    "pattern": ["t0"],
    "input_bytes": ["t"],
    "string_tensor": ["t"],
    "sp_input": ["sp"],
    "rate": ["2", "0.5"],
    "block_size": ["2"],
    "num_samples": ["2"],
    "minval": ["0"],
    "maxval": ["5"],
    "mean": ["x1"],
    "variance": ["x1"],
    "offset": ["x1"],
    "scale": ["x1"],
    "variance_epsilon": ["0.001"],
    "learning_rate": ["0.1"],
    "global_step": ["g"],
    "decay_steps": ["5"],
    "decay_rate": ["0.9"],
    "ref": ["v"],
    "cell": ["cell"],
    "loss": ["loss"],
    "clip_norm": ["1.0"],
    "clip_value_min": ["0.0"],
    "clip_value_max": ["1.0"],
    "begin": ["[0, 0]"],
    "end": ["[1, 2]"],
    "start": ["0"],
    "limit": ["5"],
    "stop": ["1.0"],
    "diagonal": ["x1"],
    "lengths": ["i"],
    "sequence_length": ["i"],
    "seq_lengths": ["i"],
    "weights": ["x"],
}
# What is tried, one after the other, for every other required parameter.
GENERIC = [
    "x",
    "i",
    "x4",
    "x3",
    "m",
    "b",
    "s",
    "c",
    "t",
    "l",
    "i0",
    "t0",
    "img",
    "sp",
    "[x, y]",
    "v",
    "x1",
    "3",
    "x5",
]
