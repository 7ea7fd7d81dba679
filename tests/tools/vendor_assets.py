"""Copy the screen's libraries and the pages' font from `node_modules` into the package, or check the copies.

Usage: npm ci --ignore-scripts && python tests/tools/vendor_assets.py [--check]

The files are those of the npm packages that `package.json` names, but for one thing: `from"preact"` becomes the path of
the file beside it, since a page under a strict content policy has no import map.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "qbot" / "web" / "static" / "vendor"
FILES = {
    "preact.module.js": "preact/dist/preact.module.js",
    "hooks.module.js": "preact/hooks/dist/hooks.module.js",
    "htm.module.js": "htm/dist/htm.module.js",
    "LICENSE.preact": "preact/LICENSE",
    "LICENSE.htm": "htm/LICENSE",
    "inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    "LICENSE.inter": "@fontsource-variable/inter/LICENSE",
}


def read_vendored(origin: str) -> bytes:
    """Return a file of an npm package as it stands in ours."""
    data = (MODULES / origin).read_bytes()
    if not origin.endswith(".js"):
        return data
    lines = [line for line in data.splitlines() if not line.startswith(b"//# sourceMappingURL")]
    return b"\n".join(lines).replace(b'from"preact"', b'from"./preact.module.js"') + b"\n"


def main() -> None:
    """Copy or check; exit status 1 where a checked file differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    if not MODULES.is_dir():
        sys.exit("There is no node_modules folder. Run `npm ci --ignore-scripts` first")
    different = [
        name for name, origin in FILES.items() if check and (TARGET / name).read_bytes() != read_vendored(origin)
    ]
    if different:
        sys.exit(f"not as in the npm packages: {', '.join(different)}. Run this without --check")
    if not check:
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, origin in FILES.items():
            (TARGET / name).write_bytes(read_vendored(origin))


if __name__ == "__main__":
    main()
