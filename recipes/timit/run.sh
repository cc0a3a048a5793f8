#!/usr/bin/env bash
# Everything from your copy of TIMIT, which comes from the LDC, to a table over seeds, with a verified image of every run.
#
#   recipes/timit/run.sh DATA [OPTION…]
#
#   DATA     the folder that holds TRAIN and TEST, or a .tar.gz of it
#   OPTION   for the command sweep, as in --set training.epochs=5
#   RECIPE   in the environment: recipe (default) or states
#   SEEDS    default 1,2,3,4,5
#   JOBS     runs at a time, default 1
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [[ $# -lt 1 || ! -e "$1" ]]; then
  echo "recipes/timit/run.sh: found ${1:-nothing}, expected the folder that holds TRAIN and TEST, or a .tar.gz of it" >&2
  exit 2
fi
data=$1
shift
if [[ -d "$data" ]]; then source=folder; else source=archive; fi

exec "$home/scripts/keyspike" sweep "$home/recipes/timit/${RECIPE:-recipe}.yaml" --seeds "${SEEDS:-1,2,3,4,5}" \
  --jobs "${JOBS:-1}" --set "dataset.$source=$data" "$@"
