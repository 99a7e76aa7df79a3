#!/bin/sh
# POSTs to one internal route of the portal and prints its answer: post-internal.sh URL
# The secret comes from the credential of its name, or from the environment, and goes to curl
# through standard input: everybody can read the arguments of a process.
set -eu

name=NEXCYTE_INTERNAL_DISPATCH_SECRET
if [ -n "${CREDENTIALS_DIRECTORY:-}" ] && [ -r "$CREDENTIALS_DIRECTORY/$name" ]; then
  secret=$(cat "$CREDENTIALS_DIRECTORY/$name")
else
  secret=${NEXCYTE_INTERNAL_DISPATCH_SECRET:-}
fi

# Anything else could end the quoted string below and give curl other orders.
case $secret in
  '' | *[!A-Za-z0-9_+/=.-]*)
    echo "$name is missing or has characters other than A-Z a-z 0-9 _ + / = . -" >&2
    exit 1
    ;;
esac

# nginx answers after 70 s at the latest.
exec curl --config - <<TEXT
silent
show-error
fail-with-body
noproxy = "*"
max-time = 75
request = POST
data = ""
url = "$1"
header = "x-nexcyte-internal-secret: $secret"
TEXT
