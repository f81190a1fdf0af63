import { expect, test } from 'vitest';
import { readRateReport } from '../../src/http/rate-report.ts';

const now = Date.parse('2026-11-01T12:00:00Z');
const inSeconds = (count: number): number => now + count * 1_000;

const report = (status: number, headers: Readonly<Record<string, string>>) =>
  readRateReport(status, { get: (name) => headers[name.toLowerCase()] ?? null }, now);

test.each<{
  name: string;
  status?: number;
  headers: Readonly<Record<string, string>>;
  want: Partial<ReturnType<typeof report>>;
}>([
  { name: 'nothing', headers: {}, want: { limit: null, remaining: null, resetAt: null, blockedUntil: null } },
  {
    name: 'an epoch in seconds',
    headers: {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(inSeconds(30) / 1_000),
    },
    want: { limit: 60, remaining: 0, resetAt: inSeconds(30), blockedUntil: null },
  },
  { name: 'seconds from now', headers: { 'x-ratelimit-reset': '30' }, want: { resetAt: inSeconds(30) } },
  {
    name: 'a fraction of seconds',
    headers: { 'x-ratelimit-reset': '1.5' },
    want: { resetAt: inSeconds(1.5) },
  },
  {
    name: 'a date, whose year is no count of seconds',
    headers: { 'x-ratelimit-reset': new Date(inSeconds(30)).toISOString() },
    want: { resetAt: inSeconds(30) },
  },
  {
    name: 'an epoch long over',
    headers: { 'x-ratelimit-reset': String(inSeconds(-5) / 1_000) },
    want: { resetAt: inSeconds(-5) },
  },
  {
    name: 'an epoch by a clock that is an hour ahead',
    headers: {
      date: new Date(inSeconds(3_600)).toUTCString(),
      'x-ratelimit-reset': String(inSeconds(3_630) / 1_000),
    },
    want: { resetAt: inSeconds(30) },
  },
  {
    name: 'an epoch by a clock that is an hour behind',
    headers: {
      date: new Date(inSeconds(-3_600)).toUTCString(),
      'x-ratelimit-reset': String(inSeconds(-3_570) / 1_000),
    },
    want: { resetAt: inSeconds(30) },
  },
  {
    name: 'a reset weeks away, which is a misread header',
    headers: { 'x-ratelimit-reset': '5000000' },
    want: { resetAt: null },
  },
  {
    name: 'words',
    headers: { 'x-ratelimit-limit': 'many', 'x-ratelimit-reset': 'soon' },
    want: { limit: null, resetAt: null },
  },
  { name: 'a limit with its window', headers: { 'x-ratelimit-limit': '60, 60;w=60' }, want: { limit: 60 } },
  { name: 'a negative reset', headers: { 'x-ratelimit-reset': '-3' }, want: { resetAt: null } },
  {
    name: '429 with seconds',
    status: 429,
    headers: { 'retry-after': '17' },
    want: { blockedUntil: inSeconds(17) },
  },
  {
    name: '429 with a date',
    status: 429,
    headers: { 'retry-after': new Date(inSeconds(90)).toUTCString() },
    want: { blockedUntil: inSeconds(90) },
  },
  {
    name: '429 with a date by a clock ten minutes ahead',
    status: 429,
    headers: {
      date: new Date(inSeconds(600)).toUTCString(),
      'retry-after': new Date(inSeconds(690)).toUTCString(),
    },
    want: { blockedUntil: inSeconds(90) },
  },
  {
    name: '429 with a reset only',
    status: 429,
    headers: { 'x-ratelimit-reset': '12' },
    want: { blockedUntil: inSeconds(12) },
  },
  { name: '429 with nothing', status: 429, headers: {}, want: { blockedUntil: inSeconds(1) } },
  {
    name: '429 with a negative wait',
    status: 429,
    headers: { 'retry-after': '-5' },
    want: { blockedUntil: now },
  },
  {
    name: '429 with an absurd wait',
    status: 429,
    headers: { 'retry-after': '9999999' },
    want: { blockedUntil: inSeconds(1) },
  },
  {
    name: '503 with seconds',
    status: 503,
    headers: { 'retry-after': '5' },
    want: { blockedUntil: inSeconds(5) },
  },
  {
    name: '503 with a reset only',
    status: 503,
    headers: { 'x-ratelimit-reset': '12' },
    want: { blockedUntil: null },
  },
  {
    name: '200 with a wait, which asks for nothing',
    headers: { 'retry-after': '5' },
    want: { blockedUntil: null },
  },
])('$name', ({ status = 200, headers, want }) => {
  expect(report(status, headers)).toMatchObject(want);
});
