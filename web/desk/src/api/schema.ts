// Written by hand from docs/design/borders.md in the shape of openapi-typescript's output, until `npm run api` makes it.
export interface paths {
  '/api/session': {
    get: Operation<never, components['schemas']['Me']>;
    post: Operation<never, components['schemas']['Me'], components['schemas']['SignIn']>;
    delete: Operation<never, never>;
  };
  '/api/people': { get: Operation<never, { items: components['schemas']['Person'][] }> };
  '/api/categories': { get: Operation<never, { items: components['schemas']['Category'][] }> };
  '/api/evidence': { get: Operation<{ query?: components['schemas']['Paging'] & components['schemas']['Filters'] }, components['schemas']['Cards']> };
  '/api/evidence/facets': { get: Operation<{ query?: components['schemas']['Filters'] }, components['schemas']['Facets']> };
  '/api/evidence/{id}': {
    get: Operation<{ path: { id: string } }, components['schemas']['Detail']>;
    patch: Operation<{ path: { id: string } }, components['schemas']['Detail'], components['schemas']['Classification']>;
  };
  '/api/evidence/{id}/custody': {
    get: Operation<{ path: { id: string }; query?: { after?: number; limit?: number } }, components['schemas']['History']>;
  };
  '/api/evidence/{id}/track': { get: Operation<{ path: { id: string } }, components['schemas']['Track']> };
  '/api/ledger/entries/{id}/proof': { get: Operation<{ path: { id: string } }, components['schemas']['EntryProof']> };
  '/api/bundles': { post: Operation<never, components['schemas']['Bundle'], components['schemas']['BundleRequest']> };
  '/api/quarantine': { get: Operation<never, { items: components['schemas']['Upload'][] }> };
  '/api/cameras': { get: Operation<never, { items: components['schemas']['Camera'][] }> };
  '/api/vault/scrubs': {
    get: Operation<never, components['schemas']['Scrubs']>;
    post: Operation<never, components['schemas']['Scrub']>;
  };
}

type Operation<Parameters, Answer, Body = never> = {
  parameters: [Parameters] extends [never] ? { query?: never; path?: never } : Parameters;
  responses: {
    200: { content: { 'application/json': Answer } };
    default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
  };
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { 'application/json': Body } } });

export interface components {
  schemas: {
    Problem: { type?: string; title?: string; status?: number; detail?: string; code?: string };
    SignIn: { login: string; password: string };
    Named: { id: string; name: string };
    Me: { id: string; name: string; login: string; role: string; unit?: components['schemas']['Named']; may: string[] };
    Person: { id: string; name: string; role: string; unit?: components['schemas']['Named'] };
    Category: { id: string; name: string };
    Paging: { limit?: number; after?: string; sort?: string };
    Filters: {
      q?: string;
      wearer?: string;
      camera?: string;
      category?: string;
      kind?: string;
      from?: string;
      to?: string;
      state?: string;
      near?: string;
    };
    Cards: { items: components['schemas']['Card'][]; next?: string };
    Card: {
      id: string;
      kind: 'RECORDING' | 'FILE';
      title: string;
      category?: string;
      wearer?: components['schemas']['Named'];
      unit?: components['schemas']['Named'];
      camera?: string;
      recording?: string;
      recordedStart?: string;
      recordedEnd?: string;
      cameraStart?: string;
      receivedAt: string;
      clockOffsetMs?: number;
      durationMs?: number;
      place?: string;
      position?: { lat: number; lon: number };
      parts: number;
      missingParts: number[];
      lengthBytes: number;
      state: 'SEALED' | 'SECURED' | 'EXAMINING' | 'PLAYABLE' | 'NOT_PLAYABLE';
      poster?: string;
      may: string[];
    };
    FacetCount: { value: string; name: string; count: number };
    Facets: {
      camera: components['schemas']['FacetCount'][];
      wearer: components['schemas']['FacetCount'][];
      category: components['schemas']['FacetCount'][];
      state: components['schemas']['FacetCount'][];
      counted: number;
      complete: boolean;
    };
    Media: {
      container: string;
      durationMs?: number;
      width?: number;
      height?: number;
      rotation?: number;
      frameRate?: number;
      variableFrameRate?: boolean;
      videoCodec?: string;
      videoProfile?: string;
      pixelFormat?: string;
      audioCodec?: string;
      audioChannels?: number;
      sampleRate?: number;
      bitRate?: number;
      fileStart?: string;
      gpsStart?: string;
      maker?: string;
      model?: string;
      damage?: string;
      notes: string[];
    };
    Playback: { state: 'READY' | 'PREPARING' | 'NONE'; url?: string; type?: string; kind?: 'VIDEO' | 'AUDIO' | 'IMAGE' | 'DOCUMENT'; progress?: number; reason?: string };
    Renditions: { poster?: string; sprite?: string; waveform?: string; frames?: string };
    Original: {
      n: number;
      name: string;
      sha256: string;
      lengthBytes: number;
      mediaType: string;
      part?: number;
      sidecarOf?: string;
      recordedStart?: string;
      recordedEnd?: string;
      cameraStart?: string;
      clockOffsetMs?: number;
      receivedAt: string;
      securedAt?: string;
      state: string;
      media?: components['schemas']['Media'];
      playback: components['schemas']['Playback'];
      renditions: components['schemas']['Renditions'];
    };
    Detail: components['schemas']['Card'] & { originals: components['schemas']['Original'][]; hasTrack: boolean };
    Classification: { title?: string; category?: string; place?: string };
    Actor: { kind: string; id: string; name: string };
    Entry: {
      id: string;
      index?: number;
      at?: string;
      phase?: string;
      attempt?: string;
      action?: string;
      actor?: components['schemas']['Actor'];
      door?: string;
      purpose?: string;
      result?: string;
      details: { [key: string]: string };
      state: 'RECORDED' | 'SEQUENCED' | 'PUBLISHED';
    };
    History: { items: components['schemas']['Entry'][]; next?: number };
    EntryProof: { entry?: string; salt?: string; index: number; leaf: string; proof: string[]; checkpoint: string };
    TrackPoint: { t?: string; ms?: number; lat: number; lon: number; ele?: number; speed?: number; accuracy?: number };
    Track: { points: components['schemas']['TrackPoint'][]; source: string };
    BundleRequest: { evidence: string[]; purpose?: string };
    Bundle: { id: string; name: string; lengthBytes: number; url: string };
    Upload: {
      id: string;
      state: 'RECEIVING' | 'SEALED' | 'SECURED' | 'DUPLICATE' | 'REFUSED' | 'EXPIRED';
      offsetBytes: number;
      lengthBytes: number;
      name: string;
      camera?: string;
      recording?: string;
      part: number;
      sha256?: string;
      declaredSha256?: string;
      evidence?: string;
      original?: number;
      problem?: { code: string; detail: string };
      flags: string[];
      createdAt: string;
      expiresAt: string;
      securedAt?: string;
      erasedAt?: string;
    };
    Missing: {
      number?: number;
      numberTo?: number;
      recording?: string;
      part?: number;
      reason: 'NUMBER_NEVER_SEEN' | 'PART_NEVER_SEEN' | 'GONE_BEFORE_ARRIVAL';
      since: string;
    };
    Report: {
      at: string;
      dock?: string;
      layout?: string;
      firmware?: string;
      clockOffsetMs?: number;
      freeBytes?: number;
      totalBytes?: number;
      batteryPercent?: number;
      readOnly?: boolean;
      filesListed?: number;
      counters: { [name: string]: number };
      problems: { file?: string; code: string; message: string }[];
      missing: components['schemas']['Missing'][];
    };
    Ref: { id: string; name?: string };
    Camera: {
      id: string;
      serial: string;
      maker?: string;
      model?: string;
      unit?: components['schemas']['Ref'];
      wearer?: components['schemas']['Ref'];
      active: boolean;
      lastReport?: components['schemas']['Report'];
    };
    Scrub: {
      id: string;
      state: 'RUNNING' | 'DONE';
      startedAt: string;
      finishedAt?: string;
      objects: number;
      parts: number;
      bytes: number;
      findings: number;
    };
    VaultFinding: { foundAt: string; by: string; scrub?: string; code: string; object?: string; part: number; message: string };
    Scrubs: { items: components['schemas']['Scrub'][]; findings: components['schemas']['VaultFinding'][] };
  };
}
