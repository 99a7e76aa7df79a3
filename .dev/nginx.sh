# shellcheck shell=bash
# Fills the shipped nginx configuration with the ports and folders of this run. On one machine all
# people have one address, and a test asks faster than any of them: the limit is far away.

nginx_fill() {
  local authority=$NX_BASE_NAME:$NX_TLS_PORT
  sed -e "s|@NX_TLS_LISTEN@|127.0.0.1:$NX_TLS_PORT|g" \
    -e "s|@NX_INTERNAL_LISTEN@|127.0.0.1:$NX_INTERNAL_PORT|g" \
    -e "s|@NX_BASE_DOMAIN@|$NX_BASE_NAME|g" \
    -e "s|@NX_BASE_DOMAIN_REGEX@|${NX_BASE_NAME//./\\\\.}|g" \
    -e "s|@NX_AUTHORITY@|$authority|g" \
    -e "s|@NX_CERTIFICATE@|$NX_STATE/tls/certificate.pem|g" \
    -e "s|@NX_CERTIFICATE_KEY@|$NX_STATE/tls/key.pem|g" \
    -e "s|@NX_RUNTIME@|$NX_RUNTIME|g" \
    -e "s|@NX_STATIC@|$NX_STATIC|g" \
    -e "s|@NX_LOG@|$NX_STATE/log|g" \
    -e "s|@NX_SIGN_IN_RATE@|${NX_SIGN_IN_RATE:-60000r/m}|g" -- "$1"
}

# The main file around it; production uses Debian's. As root nginx needs a user who may enter the
# folder of the clone, and only root surely may.
nginx_main_file() {
  local identity=''
  if is_root; then identity='user root;'; fi
  cat <<TEXT
$identity
worker_processes 2;
worker_rlimit_nofile 4096;
pid $NX_STATE/nginx/nginx.pid;
error_log $NX_STATE/log/nginx.log warn;
events { worker_connections 2048; }
http {
    default_type application/octet-stream;
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path $NX_STATE/nginx/body;
    fastcgi_temp_path $NX_STATE/nginx/fastcgi;
    proxy_temp_path $NX_STATE/nginx/proxy;
    scgi_temp_path $NX_STATE/nginx/scgi;
    uwsgi_temp_path $NX_STATE/nginx/uwsgi;
    include nexcyte.conf;
}
TEXT
}

nginx_render() {
  local file
  mkdir -p "$NX_STATE/nginx/nexcyte"
  nginx_main_file >"$NX_STATE/nginx/nginx.conf"
  nginx_fill "$NX_ROOT/nginx/nexcyte.conf" >"$NX_STATE/nginx/nexcyte.conf"
  for file in server.conf errors.conf security_headers.conf preview_headers.conf fastcgi_params internal_allow.conf; do
    nginx_fill "$NX_ROOT/nginx/$file" >"$NX_STATE/nginx/nexcyte/$file"
  done
  /usr/sbin/nginx -q -t -c "$NX_STATE/nginx/nginx.conf" -e "$NX_STATE/log/nginx.log" \
    || die "nginx refuses its configuration (see the lines above)"
}
