import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { components } from '../src/api/schema';

type Schemas = components['schemas'];
type Card = Schemas['Card'];

/** A video to play: any MP4 of yours. */
const video = process.env['VIDIMUS_MOCK_VIDEO'];
let signedIn = true;

const people = ['Amara Okafor', 'Jonas Weber', 'Leyla Demir', 'Tom Hughes'].map((name, index) => ({ id: `p${index}`, name }));
const titles = ['Traffic stop, Domplatz', 'Noise complaint', 'Dispute at the tram stop', 'Parking enforcement', 'Assistance to fire service', 'Shoplifting, store aisle'];
const categories = ['Routine', 'Use of force', 'Complaint', 'Traffic'];
const places = ['Domplatz 3', 'Tram stop Nordpark', 'Market hall', ''];
const states = ['PLAYABLE', 'PLAYABLE', 'PLAYABLE', 'EXAMINING', 'NOT_PLAYABLE', 'SECURED'] as const;
const start = Date.parse('2026-11-21T18:40:00Z');

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

const cards: Card[] = Array.from({ length: 137 }, (_, index): Card => {
  const at = start - index * 47 * 60_000;
  const place = pick(places, index);
  return {
    id: `e${index}`,
    kind: index % 19 === 18 ? 'FILE' : 'RECORDING',
    title: pick(titles, index * 5 + 1),
    category: pick(categories, index * 3),
    wearer: pick(people, index),
    camera: `VB-${1000 + (index % 20)}`,
    recordedStart: new Date(at).toISOString(),
    recordedEnd: new Date(at + 98_000).toISOString(),
    receivedAt: new Date(at + 3_600_000).toISOString(),
    clockOffsetMs: 2400,
    durationMs: 98_000 + index * 7_310,
    ...(place === '' ? {} : { place }),
    parts: index % 7 === 3 ? 3 : 1,
    missingParts: index % 14 === 3 ? [2] : [],
    lengthBytes: 16_873_134 + index * 1_000_000,
    state: pick(states, index),
    ...(pick(states, index) === 'NOT_PLAYABLE' ? {} : { poster: `/api/poster/${index}` }),
    may: ['evidence.show'],
  };
});

const me: Schemas['Me'] = {
  id: 'p9',
  name: 'Nadia Brandt',
  login: 'nadia',
  role: 'EVIDENCE_MANAGER',
  unit: { id: 'u1', name: 'Ordnungsamt Mitte' },
  may: ['evidence.list', 'camera.list', 'quarantine.list', 'vault.report', 'person.list'],
};

export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://desk');
  const path = url.pathname;
  const query = url.searchParams;
  if (path === '/api/session') {
    if (request.method === 'DELETE') signedIn = false;
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      signedIn = !body.includes('wrong');
      if (!signedIn) return json(response, 401, { code: 'sign-in-refused', detail: 'login and password do not match' });
    }
    if (!signedIn) return request.method === 'DELETE' ? json(response, 204, undefined) : json(response, 401, { code: 'sign-in-needed' });
    return json(response, 200, me);
  }
  if (path === '/api/events') return arrive(response);
  if (path === '/api/evidence/facets') return json(response, 200, facets(matching(query)));
  if (path === '/api/evidence') {
    const all = matching(query);
    const from = Number(query.get('after') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return json(response, 200, { items: all.slice(from, to), ...(to < all.length ? { next: String(to) } : {}) });
  }
  if (path === '/api/categories') return json(response, 200, { items: categories.map((name) => ({ id: name, name })) });
  const inside = /^\/api\/evidence\/e(\d+)(\/\w+)?$/.exec(path);
  const card = cards[Number(inside?.[1] ?? -1)];
  if (card !== undefined && inside?.[2] === undefined) return json(response, 200, detail(card));
  if (card !== undefined && inside?.[2] === '/custody') return json(response, 200, history());
  if (card !== undefined && inside?.[2] === '/track') return json(response, 200, track(card));
  if (path === '/api/sprite.json') return json(response, 200, { image: '/api/sprite.svg', tileWidth: 160, tileHeight: 90, columns: 5, count: 20, intervalMs: 5000 });
  if (path === '/api/sprite.svg') return sprite(response);
  if (path === '/api/waveform.json')
    return json(response, 200, { intervalMs: 100, peaks: Array.from({ length: 981 }, (_, at) => Math.round(Math.abs(Math.sin(at / 23) * Math.sin(at * 1.7)) * 230)) });
  if (path === '/api/frames.json') return json(response, 200, { timescale: 15360, first: 0, runs: [[2942, 512]] });
  const poster = /^\/api\/poster\/(\d+)$/.exec(path)?.[1];
  if (poster !== undefined) return svg(response, Number(poster));
  if (path === '/api/video' && video !== undefined) return stream(request, response, video);
  return json(response, 404, { code: 'not-found', detail: `no ${path} in the mock` });
}

function matching(query: URLSearchParams): Card[] {
  const q = query.get('q')?.toLowerCase();
  const same = (name: string, value: string | undefined) => query.get(name) === null || query.get(name) === value;
  return cards.filter(
    (card) =>
      (q === undefined || `${card.title} ${card.place ?? ''} ${card.camera ?? ''}`.toLowerCase().includes(q)) &&
      same('wearer', card.wearer?.id) &&
      same('camera', card.camera) &&
      same('category', card.category) &&
      same('kind', card.kind) &&
      same('state', card.state) &&
      (card.recordedStart ?? '') >= (query.get('from') ?? '') &&
      (query.get('to') === null || (card.recordedStart ?? '') < (query.get('to') ?? '')),
  );
}

function facets(list: Card[]): Schemas['Facets'] {
  const count = (of: (card: Card) => { id: string; name: string } | undefined) => {
    const counts = new Map<string, { value: string; name: string; count: number }>();
    for (const each of list.map(of)) {
      if (each === undefined) continue;
      const known = counts.get(each.id) ?? { value: each.id, name: each.name, count: 0 };
      counts.set(each.id, { ...known, count: known.count + 1 });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count);
  };
  const named = (name: string | undefined) => (name === undefined ? undefined : { id: name, name });
  return {
    camera: count(({ camera }) => named(camera)),
    wearer: count(({ wearer }) => wearer),
    category: count(({ category }) => named(category)),
    state: count(({ state }) => named(state)),
    counted: list.length,
    complete: true,
  };
}

function arrive(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  let sent = 0;
  const timer = setInterval(() => {
    sent = (sent + 3) % 120;
    for (const [index, lag] of [0, 20, 45].entries()) {
      const share = Math.min(100, Math.max(0, sent - lag));
      const upload = {
        id: `up${index}`,
        camera: `VB-10${10 + index}`,
        name: `VID_20261121_19${index}402.MP4`,
        offsetBytes: share * 2_000_000,
        lengthBytes: 200_000_000,
        state: share < 100 ? 'RECEIVING' : 'SEALED',
      };
      response.write(`event: upload\ndata: ${JSON.stringify(upload)}\n\n`);
    }
  }, 600);
  response.on('close', () => clearInterval(timer));
}

function detail(card: Card): Schemas['Detail'] {
  const playback = (): Schemas['Playback'] => {
    if (card.state === 'NOT_PLAYABLE') return { state: 'NONE', kind: 'VIDEO', reason: 'The file ends in the middle of its index; there is no picture in it.' };
    if (card.state === 'EXAMINING') return { state: 'PREPARING', kind: 'VIDEO', progress: 0.42 };
    return { state: 'READY', url: '/api/video', type: 'video/mp4', kind: 'VIDEO' };
  };
  const numbers = card.parts === 1 ? [1] : [1, 3, 4].slice(0, card.parts);
  return {
    ...card,
    may: ['evidence.show', 'evidence.view', 'evidence.classify', 'evidence.history', 'evidence.download', 'bundle.export'],
    position: { lat: 52.1305, lon: 11.6276 },
    hasTrack: true,
    originals: numbers.map((part, index) => ({
      n: index + 1,
      name: `GX0${part}0042.MP4`,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      lengthBytes: 16_873_134,
      mediaType: 'video/mp4',
      part,
      recordedStart: new Date(Date.parse(card.recordedStart ?? '') + (part - 1) * 98_069).toISOString(),
      receivedAt: card.receivedAt,
      ...(index === 0 ? { securedAt: card.receivedAt } : {}),
      state: index === 0 ? 'SECURED' : 'SEALED',
      media: { container: 'mp4', durationMs: 98_069, width: 1280, height: 720, frameRate: 30, videoCodec: 'h264', audioCodec: 'aac', notes: [] },
      playback: playback(),
      renditions: { sprite: '/api/sprite.json', waveform: '/api/waveform.json', frames: '/api/frames.json', ...(card.poster === undefined ? {} : { poster: card.poster }) },
    })),
  };
}

function history(): Schemas['History'] {
  const deeds = ['upload.seal', 'upload.secure', 'evidence.examine', 'camera.erase', 'evidence.show', 'evidence.view', 'evidence.classify', 'evidence.download', 'bundle.export'];
  return {
    items: deeds.flatMap((action, index): Schemas['Entry'][] => {
      const job = index === 1 || index === 2;
      const common = {
        action,
        actor: { kind: index === 0 ? 'token' : job ? 'job' : 'person', id: 'p1', name: index === 0 ? 'dock north' : job ? 'read-back' : 'Amara Okafor' },
        door: index === 0 ? 'dock' : job ? 'job' : 'screen',
        details: { sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', original: '1' },
        ...(index > 7 ? { purpose: 'Case 231/26, request of the prosecutor' } : {}),
      };
      const at = (seconds: number) => new Date(start + index * 60_000 + seconds * 1000).toISOString();
      const state = index > 7 ? 'SEQUENCED' : 'PUBLISHED';
      return [
        { id: `a${index}`, index: index * 2, at: at(0), phase: 'attempt', result: index === 7 ? 'refused' : 'allowed', state, ...common },
        ...(index === 7 ? [] : [{ id: `o${index}`, index: index * 2 + 1, at: at(1), phase: 'outcome', attempt: `a${index}`, result: 'done', state, ...common } satisfies Schemas['Entry']]),
      ];
    }),
  };
}

function track(card: Card): Schemas['Track'] {
  const begin = Date.parse(card.recordedStart ?? '');
  return {
    source: 'GoPro GPMF',
    points: Array.from({ length: 98 }, (_, second) => ({
      t: new Date(begin + second * 1000).toISOString(),
      lat: 52.1305 + second * 0.00001 + Math.sin(second / 12) * 0.0001,
      lon: 11.6276 + Math.sin(second / 20) * 0.0006,
      accuracy: 4,
    })).filter((_, second) => second < 50 || second > 68),
  };
}

function sprite(response: ServerResponse): void {
  const tiles = Array.from({ length: 20 }, (_, tile) => {
    const x = (tile % 5) * 160;
    const y = Math.floor(tile / 5) * 90;
    return `<rect x="${x}" y="${y}" width="160" height="90" fill="hsl(${tile * 17},22%,38%)"/><circle cx="${x + 30 + tile * 5}" cy="${y + 45}" r="14" fill="#d9b48f"/>`;
  });
  response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
  response.end(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="360" viewBox="0 0 800 360">${tiles.join('')}</svg>`);
}

function svg(response: ServerResponse, index: number): void {
  const hue = (index * 47) % 360;
  response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=3600' });
  response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="hsl(${hue},25%,30%)"/><stop offset=".6" stop-color="hsl(${hue + 30},18%,55%)"/><stop offset="1" stop-color="hsl(${hue},10%,22%)"/></linearGradient></defs><rect width="320" height="180" fill="url(#g)"/><path d="M0 180L140 90h40l140 90z" fill="#333a" /><rect x="${20 + (index % 5) * 30}" y="50" width="50" height="60" fill="#0005"/><circle cx="${200 - (index % 7) * 12}" cy="92" r="9" fill="#d9b48f"/><rect x="${190 - (index % 7) * 12}" y="101" width="20" height="42" rx="7" fill="#234"/></svg>`,
  );
}

function stream(request: IncomingMessage, response: ServerResponse, file: string): void {
  const { size } = statSync(file);
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = range?.[2] === undefined || range[2] === '' ? size - 1 : Number(range[2]);
  response.writeHead(range === null ? 200 : 206, {
    'Content-Type': 'video/mp4',
    'Accept-Ranges': 'bytes',
    'Content-Length': end - start + 1,
    ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  createReadStream(file, { start, end }).pipe(response);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
