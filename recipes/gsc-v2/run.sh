#!/usr/bin/env bash
# Everything from the official archive to a table over seeds, with a verified image of every run.
#
#   recipes/gsc-v2/run.sh [DATA [OPTION…]]
#
#   DATA     a folder or .tar.gz of Speech Commands v0.02; default: data/speech_commands_v0.02.tar.gz, fetched (2.4 GB)
#            if it is not there
#   OPTION   for the command sweep, as in --set training.epochs=5
#   RECIPE   in the environment: large (default), small, tiny or twelve
#   SEEDS    default 1,2,3,4,5
#   JOBS     runs at a time, default 1
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
keyspike="$home/scripts/keyspike"
data=${1:-$home/data/speech_commands_v0.02.tar.gz}
shift || true

if [[ ! -e "$data" ]]; then
  "$keyspike" fetch gsc-v2 --out "$(dirname "$data")"
fi
if [[ -d "$data" ]]; then source=folder; else source=archive; fi

exec "$keyspike" sweep "$home/recipes/gsc-v2/${RECIPE:-large}.yaml" --seeds "${SEEDS:-1,2,3,4,5}" --jobs "${JOBS:-1}" \
  --set "dataset.$source=$data" "$@"
