"""Other names of core layers in TensorFlow's private modules (the ends of tensorflow/python/layers/*.py)."""

# models: tf.python.layers.convolutional, tf.python.layers.core, tf.python.layers.normalization
# models: tf.python.layers.pooling

from tensorflow import layers as core

Convolution1D, Convolution2D, Convolution3D = core.Conv1D, core.Conv2D, core.Conv3D
SeparableConvolution1D, SeparableConvolution2D = core.SeparableConv1D, core.SeparableConv2D
Convolution2DTranspose = Deconvolution2D = Deconv2D = core.Conv2DTranspose
Convolution3DTranspose = Deconvolution3D = Deconv3D = core.Conv3DTranspose
convolution1d, convolution2d, convolution3d = core.conv1d, core.conv2d, core.conv3d
separable_convolution2d = core.separable_conv2d
convolution2d_transpose = deconvolution2d = deconv2d = core.conv2d_transpose
convolution3d_transpose = deconvolution3d = deconv3d = core.conv3d_transpose

MaxPool1D, MaxPool2D, MaxPool3D = core.MaxPooling1D, core.MaxPooling2D, core.MaxPooling3D
AvgPool2D, AvgPool3D = core.AveragePooling2D, core.AveragePooling3D
max_pool2d, max_pool3d = core.max_pooling2d, core.max_pooling3d
avg_pool2d, avg_pool3d = core.average_pooling2d, core.average_pooling3d

BatchNorm, batch_norm = core.BatchNormalization, core.batch_normalization
FullyConnected, fully_connected = core.Dense, core.dense
