// The table, and the targets of the product's design.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const of = (samples, field) => samples.map((sample) => sample[field]);

// Of two variants in the same round: what slows the machine down slows both.
function ratio(a, b, field = 'rate') {
  return median(a.map((sample, round) => sample[field] / b[round][field]));
}

function summary(name, samples, ours) {
  return {
    variant: name,
    'req/s best': Math.round(Math.max(...of(samples, 'rate'))),
    median: Math.round(median(of(samples, 'rate'))),
    'ours / it': ratio(ours, samples).toFixed(2),
    'p50 ms': (median(of(samples, 'p50')) / 1000).toFixed(1),
    'p99 ms': (median(of(samples, 'p99')) / 1000).toFixed(1),
    'worker us': Math.round(median(of(samples, 'worker'))) || '-',
    'Postgres us': Math.round(median(of(samples, 'postgres'))) || '-',
    'body + head': Math.round(median(of(samples, 'bytes'))),
  };
}

export function row(cells) {
  return `| ${cells.join(' | ')} |`;
}

export function table(results) {
  const rows = [...results].map(([name, samples]) => summary(name, samples, results.get('ours')));
  const names = Object.keys(rows[0]);
  const line = names.map((_, i) => (i === 0 ? '---' : '---:'));
  return [names, line, ...rows.map(Object.values)].map(row);
}

function target(text, value, limit, isMet) {
  return { text, value: value.toFixed(2), limit, isMet };
}

export const atLeast = (text, value, limit) => target(text, value, `at least ${limit}`, value >= limit);
export const atMost = (text, value, limit) => target(text, value, `at most ${limit}`, value <= limit);

// `pss` in MB, one value for each worker of the portal.
export function targets(results, pss) {
  const ours = results.get('ours');
  const small = results.get('ours, small table');
  const idle = results.get('ours, 64 idle');
  return [
    atLeast('rate, ours / limit', ratio(ours, results.get('limit')), 0.8),
    atLeast('rate, ours / Node', ratio(ours, results.get('node')), 4),
    atMost('worker CPU of a request, us', median(of(ours, 'worker')), 150),
    atMost('PSS of the largest worker, MB', Math.max(...pss), 15),
    atMost('rate, small table / ours', ratio(small, ours), 1.2),
    atLeast('rate, with 64 idle connections / ours', ratio(idle, ours), 0.95),
    atMost('p99 / p50, ours', median(ours.map(({ p50, p99 }) => p99 / p50)), 4),
  ];
}

export function verdicts(list) {
  return [
    row(['target', 'measured', 'wanted', '']),
    row(['---', '---:', '---', '---']),
    ...list.map(({ text, value, limit, isMet }) =>
      row([text, value, limit, isMet ? 'met' : 'MISSED']),
    ),
  ];
}
