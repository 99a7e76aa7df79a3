# shellcheck shell=bash
# A self-signed certificate for the base domain and every tenant's name. Browsers refuse one for a
# bare *.localhost, which is why the base domain has two labels.

certificate_is_good() {
  openssl x509 -noout -checkend 604800 -in "$NX_STATE/tls/certificate.pem" >/dev/null 2>&1
}

make_certificate() {
  certificate_is_good && return 0
  mkdir -p "$NX_STATE/tls"
  (
    umask 077
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \
      -subj "/CN=$NX_BASE_NAME" -addext "subjectAltName=DNS:$NX_BASE_NAME,DNS:*.$NX_BASE_NAME" \
      -keyout "$NX_STATE/tls/key.pem" -out "$NX_STATE/tls/certificate.pem" 2>"$NX_STATE/log/tls.log"
  ) || die "openssl could not make a certificate; see $NX_STATE/log/tls.log"
}
