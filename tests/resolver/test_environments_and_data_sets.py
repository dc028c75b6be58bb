"""What agents and tutorials size their networks by: gym's spaces, and the data sets that libraries bring."""

from fixtures import check


def test_a_known_environment_has_its_spaces():
    check("""
    import gym
    import tensorflow as tf
    env = gym.make("CartPole-v0").unwrapped
    tf.get_variable("w", [env.observation_space.shape[0], env.action_space.n])  # name: w [4, 2]
    tf.get_variable("s", env.reset().shape)  # name: s [4]
    high = gym.make("Pendulum-v0").action_space.high
    tf.get_variable("h", high.shape)  # name: h [1]
    """)


def test_an_unknown_environment_leaves_shapes_open():
    check("""
    import gym
    import tensorflow as tf
    env = gym.make(name())
    tf.get_variable("w", [env.observation_space.shape[0], 3])  # name: w [None, 3]
    """)


def test_spaces_keep_what_they_are_made_from():
    check("""
    import numpy as np
    import tensorflow as tf
    from gym import spaces
    box = spaces.Box(low=0, high=255, shape=(84, 84, 4), dtype=np.uint8)
    x = tf.placeholder(box.dtype, (None,) + box.shape)
    tf.layers.conv2d(tf.to_float(x), 8, 3)  # name: conv2d/kernel [3, 3, 4, 8], conv2d/bias
    bounds = spaces.Box(np.zeros(5), np.ones(5))
    if isinstance(bounds, spaces.Discrete):
        raise TypeError("no")
    tf.get_variable("w", bounds.shape)  # name: w [5]
    """)


def test_wrappers_hand_on_what_they_do_not_change():
    check("""
    import gym
    import tensorflow as tf
    class Small(gym.ObservationWrapper):
        def __init__(self, env):
            super(Small, self).__init__(env)
            self.observation_space = gym.spaces.Box(0, 255, (84, 84, 1))
        def observation(self, frame):
            return frame
    env = Small(gym.make("BreakoutNoFrameskip-v4"))
    tf.get_variable("w", [env.observation_space.shape[-1], env.action_space.n])  # name: w [1, 4]
    """)


def test_tutorial_data_has_known_examples_and_an_unknown_number_of_them():
    check("""
    import tensorflow as tf
    from tensorflow.examples.tutorials.mnist import input_data
    mnist = input_data.read_data_sets("data", one_hot=True)
    tf.get_variable("w", [mnist.train.images.shape[1], mnist.test.labels.shape[1]])  # name: w [784, 10]
    images, labels = mnist.train.next_batch(32)
    tf.get_variable("b", images.shape)  # name: b [32, 784]
    if mnist.train.num_examples > 1000:
        tf.get_variable("many", [1])  # possible: many
    (x, y), _ = tf.keras.datasets.cifar10.load_data()
    tf.get_variable("c", x.shape[1:])  # name: c [32, 32, 3]
    """)


def test_distributions_of_tensorflow_probability_have_their_shapes():
    check("""
    import tensorflow as tf
    import tensorflow_probability as tfp
    from tensorflow_probability import distributions as tfd
    loc = tf.placeholder(tf.float32, [None, 3])
    scale = tf.ones([3])
    def size(x):
        return x.shape[-1:]
    normal = tfp.distributions.Normal(loc, scale)
    tf.get_variable("one_number", size(normal.sample()))  # name: one_number [3]
    diagonal = tfd.MultivariateNormalDiag(loc=loc, scale_diag=scale)
    tf.get_variable("diagonal", size(diagonal.sample([5])))  # name: diagonal [3]
    triangular = tfd.MultivariateNormalTriL(loc=loc, scale_tril=tf.eye(3))
    tf.get_variable("triangular", size(triangular.mean()))  # name: triangular [3]
    independent = tfd.Independent(normal, 1)
    tf.get_variable("independent", size(independent.sample()))  # name: independent [3]
    tf.get_variable("of_events", size(tf.expand_dims(independent.log_prob(loc), 1)))  # name: of_events [1]
    tf.get_variable("divergence", size(tfd.kl_divergence(normal, normal)))  # name: divergence [3]
    tf.get_variable("logarithmic", size(tfd.LogNormal(loc, scale).mean()))  # name: logarithmic [3]
    tf.get_variable("classes", size(tf.one_hot(tfd.Categorical(logits=loc).sample(), 4)))  # name: classes [4]
    tf.get_variable("other", size(tfd.NotModelled(loc).sample()))  # name: other
    """)
