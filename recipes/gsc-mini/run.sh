#!/usr/bin/env bash
# Everything from your copy of the data to a table over seeds, with a verified image of every run.
#
#   recipes/gsc-mini/run.sh [DATA [OPTION…]]
#
#   DATA     a folder or .tar.gz of gsc-mini; default: data/gsc-mini, picked out of the official archives, which are
#            fetched (4 GB), if it is not there
#   OPTION   for the command sweep, as in --set training.epochs=5
#   RECIPE   in the environment: recipe (default), compress, tiny, rlif or any other
#   SEEDS    default 1,2,3,4,5
#   JOBS     runs at a time, default 1
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
keyspike="$home/scripts/keyspike"
data=${1:-$home/data/gsc-mini}
shift || true

if [[ ! -e "$data" ]]; then
  archives=$(dirname "$data")
  "$keyspike" fetch gsc-v2 --out "$archives"
  "$keyspike" fetch gsc-v1 --out "$archives"
  "$keyspike" prepare gsc-mini --out "$data" \
    --from "$archives/speech_commands_v0.02.tar.gz" --from "$archives/speech_commands_v0.01.tar.gz"
fi
if [[ -d "$data" ]]; then source=folder; else source=archive; fi

exec "$keyspike" sweep "$home/recipes/gsc-mini/${RECIPE:-recipe}.yaml" --seeds "${SEEDS:-1,2,3,4,5}" --jobs "${JOBS:-1}" \
  --set "dataset.$source=$data" "$@"
