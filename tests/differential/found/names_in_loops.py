import tensorflow as tf, numpy as np
def n():
    tf.get_variable(tf.constant(1.0).op.name.replace("/","_")+"_"+tf.identity(tf.zeros([2])).op.name.replace("/","_"),[1])
def body(i,x,*a):
    n(); return (i+1,x)+a
tf.while_loop(lambda i,x: i<3, body, [0, tf.zeros([2])])
tf.while_loop(lambda i,x: i<3, body, [tf.constant(0), tf.zeros([2])])
tf.while_loop(lambda i,x,y: tf.less(i,3), body, [0, tf.zeros([2]), np.zeros([2])], maximum_iterations=3)
tf.while_loop(lambda i,x: i<3, body, [0, tf.get_variable("v",[2])])
def f(*a):
    n(); return a[0]
tf.scan(f,tf.constant([1,2])); tf.foldl(f,tf.constant([1,2])); tf.foldr(f,tf.constant([1,2])); tf.map_fn(f,tf.constant([1,2])); tf.map_fn(f,(tf.constant([1,2]),tf.constant([1,2])))
tf.foldr(f,tf.placeholder(tf.float32,[None]))
tf.scan(f,tf.constant([1,2]),initializer=0)
k = tf.while_loop(lambda s: s[0]<3, lambda s: (n(), (s[0]+1,s[1]))[1], [(0,1.0)])
