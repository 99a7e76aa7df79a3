// Connection strings of libpq's form, for the `pg` package.

// `host=... port=... dbname=... user=...`
export function connectionOf(url) {
  const words = url.split(' ').map((word) => word.split('='));
  const { host, port, dbname, user } = Object.fromEntries(words);
  return { host, port: Number(port), database: dbname, user };
}
