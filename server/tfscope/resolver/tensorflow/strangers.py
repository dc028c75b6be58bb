"""Libraries that are known by name only: whether a call into one may make TensorFlow's variables."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache

# What TensorFlow programs use for data, numbers, pictures, games and reports. None of it makes variables.
_WITHOUT_TENSORFLOW = frozenset(
    (
        "absl", "atari_py", "attr", "bs4", "cloudpickle", "comet_ml", "cPickle", "cv2", "Cython", "cython",
        "dateutil", "editdistance", "fire", "ftfy", "future", "gensim", "google", "gym", "h5py", "imageio", "IPython",
        "jieba", "joblib", "jsonlines", "librosa", "lmdb", "lxml", "matplotlib", "mlflow", "mpi4py", "mujoco_py",
        "munch", "networkx", "nltk", "numba", "numpy", "pandas", "past", "PIL", "plotly", "psutil", "pybullet",
        "pycocotools", "pygame", "pyrouge", "pysptk", "pytz", "pyworld", "regex", "requests", "sacrebleu", "scikits",
        "scipy", "seaborn", "sentencepiece", "simplejson", "six", "skimage", "sklearn", "soundfile", "spacy",
        "tensorboard", "termcolor", "tqdm", "ujson", "unidecode", "urllib2", "urlparse", "wandb", "yaml", "zmq",
    )
)  # fmt: skip
_MAKES_VARIABLES = ("tf.contrib.", "tf.keras.", "tf.estimator.", "tf.layers.", "tf.compat.")


def may_make_variables(libraries: Iterable[str]) -> bool:
    """Whether any of these library callables, by their dotted names, may have made variables of unknown names."""
    return any(map(_may, libraries))


@cache
def _may(name: str) -> bool:
    root = name.partition(".")[0]
    if root in ("tf", "tensorflow"):
        return name.startswith(_MAKES_VARIABLES)
    return root not in _WITHOUT_TENSORFLOW and root not in sys.stdlib_module_names
