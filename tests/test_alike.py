"""Hover, definition, diagnostics and `names` say the same, on the programs that the project was begun with.

Each was checked against TensorFlow 1.15.5. The comments are what it says (see `fixtures`).
"""

from __future__ import annotations

import json

import pytest
from command import tfscope
from editor import Editor
from fixtures import check
from tfscope.events import VARIABLE_KINDS
from tfscope.features.definition import definition
from tfscope.features.diagnostics import problems
from tfscope.features.hover import hover
from tfscope.features.rules import rule
from tfscope.features.wording import shown_name

PROGRAMS = {
    "the same name in two scopes, then shared": """
        import tensorflow as tf
        with tf.variable_scope("scope1"):
            v1 = tf.get_variable("v1", [1])  # name: scope1/v1
        with tf.variable_scope("scope2"):
            v2 = tf.get_variable("v1", [1])  # name: scope2/v1
        with tf.variable_scope("scope1", reuse=True):
            v3 = tf.get_variable("v1", [1])  # reuse: scope1/v1
    """,
    "once more without reuse": """
        import tensorflow as tf
        with tf.variable_scope("scope2"):
            v2 = tf.get_variable("v1", [1])  # name: scope2/v1  # related: created here
        with tf.variable_scope("scope2"):
            v4 = tf.get_variable("v1", [1])  # reuse: scope2/v1
            # error: [variable-already-exists] Variable scope2/v1 already exists, disallowed.
    """,
    "AUTO_REUSE in a function called twice": """
        import tensorflow as tf
        def demo():
            with tf.variable_scope("demo", reuse=tf.AUTO_REUSE):
                v = tf.get_variable("v", [1])  # name: demo/v x1  # reuse: demo/v x1
            return v
        demo()
        demo()
    """,
    "a name scope": """
        import tensorflow as tf
        with tf.name_scope("my_scope"):
            v1 = tf.get_variable("var1", [1])  # name: var1
            v2 = tf.Variable(1, name="var2")  # name: my_scope/var2
            a = tf.add(v1, v2)  # op: my_scope/Add
    """,
    "a variable scope": """
        import tensorflow as tf
        with tf.variable_scope("my_scope"):
            v1 = tf.get_variable("var1", [1])  # name: my_scope/var1
            v2 = tf.Variable(1, name="var2")  # name: my_scope/var2
            a = tf.add(v1, v2)  # op: my_scope/Add
    """,
    "a variable scope within name scopes": """
        import tensorflow as tf
        with tf.name_scope("foo"):
            with tf.variable_scope("var_scope"):
                v = tf.get_variable("var", [1])  # name: var_scope/var
        with tf.name_scope("bar"):
            with tf.variable_scope("var_scope", reuse=True):
                v1 = tf.get_variable("var", [1])  # reuse: var_scope/var
    """,
    "a scope function as a parameter": """
        import tensorflow as tf
        def scoping(fn, scope1, scope2, vals):
            with fn(scope1):
                a = tf.Variable(vals[0], name='a')  # name: scope_vars/a, scope_name/a
                b = tf.get_variable('b', initializer=vals[1])  # name: scope_vars/b, b
                c = tf.constant(vals[2], name='c')  # op: scope_vars/c, scope_name/c
                with fn(scope2):
                    d = tf.add(a * b, c, name='res')  # op: scope_vars/res/res, scope_name/res/res
                    # op: scope_vars/res/mul, scope_name/res/mul
                print '\\n  '.join([scope1, a.name, b.name, c.name, d.name]), '\\n'
            return d
        d1 = scoping(tf.variable_scope, 'scope_vars', 'res', [1, 2, 3])
        d2 = scoping(tf.name_scope, 'scope_name', 'res', [1, 2, 3])
    """,
    "a name scope around a variable scope": """
        import tensorflow as tf
        with tf.name_scope('ns'):
            with tf.variable_scope('vs'):
                v1 = tf.get_variable("v1", [1.0])  # name: vs/v1
                v2 = tf.Variable([2.0], name='v2')  # name: ns/vs/v2
                v3 = v1 + v2  # op: ns/vs/add
    """,
    "the scopes of old": """
        import tensorflow as tf
        a, b = tf.constant(1.), tf.constant(2.)  # op: Const, Const_1
        with tf.op_scope([a, b], None, "mysum") as scope:
            v = tf.get_variable("v", [1])  # name: v
            v2 = tf.Variable([0.], name="v2")  # name: mysum/v2
            tf.add(a, b)  # op: mysum/Add
        with tf.variable_op_scope([a, b], None, "mysum2") as scope:
            v = tf.get_variable("v", [1])  # name: mysum2/v
            v2 = tf.Variable([0.], name="v2")  # name: mysum2/v2
            tf.add(a, b)  # op: mysum2/Add
    """,
    "two graphs": """
        import tensorflow as tf
        with tf.Graph().as_default():
            with tf.variable_scope("a"):
                tf.get_variable("v", [1])  # name: a/v [1]
        with tf.Graph().as_default():
            with tf.variable_scope("a"):
                tf.get_variable("v", [2])  # name: a/v [2]
    """,
    "operators have names": """
        import tensorflow as tf
        with tf.variable_scope("foo"):
            x = 1.0 + tf.get_variable("v", [1])  # name: foo/v  # op: foo/add
            with tf.name_scope("bar"):
                y = 1.0 + tf.get_variable("u", [1])  # name: foo/u  # op: foo/bar/add
    """,
    "a name scope entered again": """
        import tensorflow as tf
        with tf.name_scope("layer2"):
            w = tf.get_variable("weights", [1])  # name: weights
        with tf.name_scope("layer2"):
            z = tf.add(w, 1.0)  # op: layer2_1/Add
    """,
    "reuse of what is not there": """
        import tensorflow as tf
        with tf.variable_scope('const', reuse=True):
            v = tf.get_variable("v", [1])  # error: [variable-does-not-exist] Variable const/v does not exist
    """,
    "a network called twice": """
        import tensorflow as tf
        def my_net(input, reuse):
            with tf.variable_scope("my_net", reuse=reuse):
                w = tf.get_variable("weights", [input.get_shape()[-1], 512])
                # name: my_net/weights [784, 512] x1
                # reuse: my_net/weights x1
                b = tf.get_variable("biases", [512])  # name: my_net/biases x1  # reuse: my_net/biases x1
                return tf.matmul(input, w) + b
        image = tf.placeholder(tf.float32, [None, 784])
        my_net(image, False)
        my_net(image, True)
    """,
}


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_the_resolver_says_what_tensorflow_says(source):
    """The names, shapes, reuses and errors beside each line."""
    check(source, record_ops=True)


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_hover_and_definition_say_it_at_every_site(source):
    """Over each call the name that comes about there, and from each reuse the way to the creation."""
    editor = Editor(source)
    module = editor.module("main.py")
    for event in editor.index.runs[0].resolution.events:
        site = event.site
        if event.kind not in VARIABLE_KINDS:
            continue
        answer = hover(editor.view, module, site.line, site.column)
        assert answer and f"`{shown_name(event)}`" in answer.markdown
        targets = [link.target.line for link in definition(editor.view, module, site.line, site.column)]
        assert (event.origin or site).line in targets


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_the_commands_and_the_editor_agree(source, tmp_path):
    """`names --format json`, `check` and the diagnostics in the editor have the same names and errors."""
    editor = Editor(source)
    (tmp_path / "main.py").write_text(editor.files["main.py"], "utf-8")
    document = json.loads(tfscope("names", "main.py", "--format", "json", cwd=tmp_path).stdout)
    events = [e for e in editor.index.runs[0].resolution.events if e.kind not in ("op", "name_scope")]
    said = [(e.action, e.name, e.site.line) for e in events]
    assert [(e["action"], e["name"], e["site"]["line"]) for e in document["events"]] == said
    in_editor = [(p.code, p.message, p.span.line) for p in problems(editor.index, editor.module).get("main.py", [])]
    raised = [problem for problem in in_editor if rule(problem[0]).find is None]
    assert [(d["code"], d["message"], d["site"]["line"]) for d in document["diagnostics"]] == raised
    report = json.loads(tfscope("check", "main.py", "--format", "json", cwd=tmp_path).stdout)
    assert [(d["code"], d["message"], d["site"]["line"]) for d in report["diagnostics"]] == in_editor
