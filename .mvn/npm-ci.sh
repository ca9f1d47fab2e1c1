#!/bin/sh
# Installs a folder's locked npm packages, and does nothing when they are those of the lock file
# already: `npm ci` alone deletes and fetches everything on each build.
# usage: npm-ci.sh [npm ci options]   (in the folder of the package-lock.json)
set -eu
command -v npm >/dev/null 2>&1 || {
  echo "calotype: Node.js 20 or newer with npm is needed for what comes from npm, and there is no 'npm' on the PATH." >&2
  exit 1
}
stamp=node_modules/.calotype-lock
if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then exit 0; fi
npm ci --ignore-scripts --no-fund --no-audit --loglevel=error "$@"
cp package-lock.json "$stamp"
