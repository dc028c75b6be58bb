"""Ops on strings, files and serialised examples (tensorflow/python/ops/string_ops.py, parsing_ops.py, io_ops.py)."""

from __future__ import annotations

from tfscope.resolver.library.registry import OpCall, op, op_table
from tfscope.resolver.python.values import Instance, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import BOOL, FLOAT32, INT32, INT64, STRING, dtype_of
from tfscope.resolver.tensorflow.ops.operands import asked_dtype, dtype_of_operand, given
from tfscope.resolver.tensorflow.ops.sparse import SparseTensor
from tfscope.resolver.tensorflow.shapes import UNSEEN, merged_dims
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

_RESULTS = {"StringLength": INT32, "StaticRegexFullMatch": BOOL, "StringToHashBucketFast": INT64, "StringToHashBucketStrong": INT64,
            "StringToHashBucket": INT64, "UnicodeScript": INT32}  # fmt: skip


def _stringwise(call: OpCall, default: str, first: Value, *rest: Value) -> Tensor:
    return call.tensor(dims_of_operand(first), _RESULTS.get(default, STRING))


@op("tf.strings.regex_full_match", default="StaticRegexFullMatch")
def _regex_full_match(call: OpCall, input: Value, pattern: Value, name: Value = None) -> Value:
    if isinstance(pattern, Tensor):
        call.default = "RegexFullMatch"
    return call.tensor(dims_of_operand(input), BOOL)


op_table("""
tf.as_string tf.dtypes.as_string tf.strings.as_string: AsString(input, precision, scientific, shortest, width, fill, name)
tf.decode_base64 tf.io.decode_base64: DecodeBase64(input, name)
tf.encode_base64 tf.io.encode_base64: EncodeBase64(input, pad, name)
tf.strings.lower: StringLower(input, encoding, name)
tf.strings.upper: StringUpper(input, encoding, name)
tf.string_strip tf.strings.strip: StringStrip(input, name)
tf.strings.length: StringLength(input, name, unit)
tf.regex_replace tf.strings.regex_replace: StaticRegexReplace(input, pattern, rewrite, replace_global, name)
tf.substr tf.strings.substr: Substr(input, pos, len, name, unit)
tf.string_to_hash_bucket tf.strings.to_hash_bucket: StringToHashBucket(string_tensor, num_buckets, name, input)
tf.string_to_hash_bucket_fast tf.strings.to_hash_bucket_fast: StringToHashBucketFast(input, num_buckets, name)
tf.string_to_hash_bucket_strong tf.strings.to_hash_bucket_strong: StringToHashBucketStrong(input, num_buckets, key, name)
tf.strings.unicode_script: UnicodeScript(input, name)
tf.decode_compressed tf.io.decode_compressed: DecodeCompressed(bytes, compression_type, name)
""", _stringwise)  # fmt: skip


def _one_string(call: OpCall, default: str, *values: Value) -> Tensor:
    return call.tensor((), STRING)


op_table("""
tf.read_file tf.io.read_file: ReadFile(filename, name)
tf.serialize_tensor tf.io.serialize_tensor: SerializeTensor(tensor, name)
tf.image.encode_jpeg tf.io.encode_jpeg: EncodeJpeg(image, format, quality, progressive, optimize_size, chroma_downsampling, density_unit, x_density, y_density, xmp_metadata, name)
tf.image.encode_png: EncodePng(image, compression, name)
tf.audio.encode_wav: EncodeWav(audio, sample_rate, name)
""", _one_string)  # fmt: skip


@op("tf.write_file", "tf.io.write_file", default="WriteFile")
def _write_file(call: OpCall, filename: Value, contents: Value, name: Value = None) -> Value:
    return call.operation()


@op("tf.matching_files", "tf.io.matching_files", default="MatchingFiles")
def _matching_files(call: OpCall, pattern: Value, name: Value = None) -> Value:
    return call.tensor((None,), STRING)


@op("tf.string_join", "tf.strings.join", default="StringJoin")
def _string_join(call: OpCall, inputs: Value, separator: Value = "", name: Value = None) -> Value:
    """Single strings are joined to every other."""
    if not isinstance(inputs, (list, tuple)):
        return call.tensor(UNSEEN, STRING)
    shapes = [dims for dims in map(dims_of_operand, inputs) if dims != ()]
    if not shapes:
        return call.tensor((), STRING)
    dims = shapes[0]
    for other in shapes[1:]:
        dims = merged_dims(dims, other)
    return call.tensor(None if None in shapes and not isinstance(dims, tuple) else dims, STRING)


@op("tf.string_to_number", "tf.strings.to_number", default="StringToNumber")
def _string_to_number(call: OpCall, string_tensor: Value = None, out_type: Value = FLOAT32, name: Value = None,
                      input: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(given(string_tensor, input)), dtype_of(out_type))


def _split_strings(call: OpCall, inner: str) -> Value:
    parts = [call.tensor((None, 2), INT64, inner=inner), call.tensor((None,), STRING, inner=f"{inner}:1"),
             call.tensor((2,), INT64, inner=f"{inner}:2")]  # fmt: skip
    call.after("SparseTensor") if inner == "" else None
    return SparseTensor(*parts)


@op("tf.string_split", default="StringSplit")
def _string_split(call: OpCall, source: Value, sep: Value = None, skip_empty: Value = True, delimiter: Value = None,
                  result_type: Value = "SparseTensor", name: Value = None) -> Value:  # fmt: skip
    return _split_strings(call, "StringSplit")


@op("tf.strings.split", default="StringSplit")
def _strings_split(call: OpCall, input: Value = None, sep: Value = None, maxsplit: Value = -1,
                   result_type: Value = "SparseTensor", source: Value = None, name: Value = None) -> Value:  # fmt: skip
    return _split_strings(call, "StringSplitV2") if result_type == "SparseTensor" else Unknown("ragged")


@op("tf.decode_raw", "tf.io.decode_raw", default="DecodeRaw")
def _decode_raw(call: OpCall, input_bytes: Value = None, out_type: Value = None, little_endian: Value = True,
                name: Value = None, bytes: Value = None) -> Value:  # fmt: skip
    dims = dims_of_operand(given(input_bytes, bytes))
    return call.tensor((*dims, None) if isinstance(dims, tuple) else dims, dtype_of(out_type))


@op("tf.decode_csv", "tf.io.decode_csv", default="DecodeCSV")
def _decode_csv(call: OpCall, records: Value, record_defaults: Value, field_delim: Value = ",", use_quote_delim: Value = True,
                name: Value = None, na_value: Value = "", select_cols: Value = None) -> Value:  # fmt: skip
    dims = dims_of_operand(records)
    if not isinstance(record_defaults, (list, tuple)):
        return Unknown("decode_csv()")
    return [call.tensor(dims, dtype_of_operand(default)) for default in record_defaults]


@op("tf.parse_tensor", "tf.io.parse_tensor", default="ParseTensor")
def _parse_tensor(call: OpCall, serialized: Value, out_type: Value, name: Value = None) -> Value:
    return call.tensor(None, dtype_of(out_type))


@op("tf.audio.decode_wav", default="DecodeWav")
def _decode_wav(call: OpCall, contents: Value, desired_channels: Value = -1, desired_samples: Value = -1, name: Value = None) -> Value:
    from collections import namedtuple

    size = desired_samples if isinstance(desired_samples, int) and desired_samples >= 0 else None
    channels = desired_channels if isinstance(desired_channels, int) and desired_channels >= 0 else None
    return namedtuple("DecodeWav", ("audio", "sample_rate"))(call.tensor((size, channels), FLOAT32), call.tensor((), INT32))


# -- parsing examples


def _kind(feature: Value) -> str:
    """The name of a feature's class, whether the host's or a model's."""
    return feature.cls.name if isinstance(feature, Instance) else type(feature).__name__


def _parsed(call: OpCall, features: Value, batch: tuple, inner: str) -> Value:
    """A tensor for each fixed-length feature, a sparse one for each of variable length; the op gives sparse indices,
    values and shapes first, each sorted by key (parsing_ops._parse_example_raw)."""
    if not isinstance(features, dict) or not all(isinstance(key, str) for key in features):
        return Unknown("parse_example()")
    kinds = {key: _kind(feature) for key, feature in features.items()}
    features = {key: getattr(feature, "payload", feature) for key, feature in features.items()}
    sparse = sorted(key for key, kind in kinds.items() if kind == "VarLenFeature")
    dense = sorted(key for key, kind in kinds.items() if kind.startswith("FixedLen"))
    if len(sparse) + len(dense) != len(features):
        return Unknown("parse_example()")
    found: dict[str, Value] = {}
    rank = len(batch) + 1
    columns = [((None, rank), None), ((None,), "dtype"), ((rank,), None)]
    parts = []
    for block, (dims, kind) in enumerate(columns):
        parts.append([call.tensor(dims, dtype_of(features[key].dtype) if kind else INT64, inner=f"{inner}:{block * len(sparse) + i}")
                      for i, key in enumerate(sparse)])  # fmt: skip
    for index, key in enumerate(sparse):
        found[key] = SparseTensor(*(part[index] for part in parts))
    from tfscope.resolver.tensorflow.ops.creation import shape_argument

    for index, key in enumerate(dense):
        dims = shape_argument(features[key].shape)
        if kinds[key] == "FixedLenSequenceFeature":
            dims = (None, *dims) if isinstance(dims, tuple) else dims
        shape = (*batch, *dims) if isinstance(dims, tuple) else UNSEEN
        found[key] = call.tensor(shape, dtype_of(features[key].dtype), inner=f"{inner}:{3 * len(sparse) + index}")
    return found


@op("tf.parse_single_example", "tf.io.parse_single_example", default="ParseSingleExample")
def _parse_single_example(call: OpCall, serialized: Value, features: Value, name: Value = None,
                          example_names: Value = None) -> Value:  # fmt: skip
    return _parsed(call, features, (), "ParseSingleExample")


@op("tf.parse_example", "tf.io.parse_example", default="ParseExample")
def _parse_example(call: OpCall, serialized: Value, features: Value, name: Value = None, example_names: Value = None) -> Value:
    dims = dims_of_operand(serialized)
    return _parsed(call, features, dims if isinstance(dims, tuple) and dims else (None,), "ParseExample")


__all__ = ["asked_dtype"]
