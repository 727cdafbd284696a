// The nearest to what Vidimus promises that npm has: @tus/server on plain files, with SHA-256 over every byte and a file on
// stable storage before it is acknowledged. No encryption, no ledger.
// node server.mjs FOLDER; prints the port it listens on.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const directory = process.argv[2];

class DurableStore extends FileStore {
    async write(readable, id, offset) {
        const digest = createHash('sha256');
        const end = await super.write(
            readable.pipe(
                new Transform({
                    transform(chunk, _, next) {
                        digest.update(chunk);
                        next(null, chunk);
                    },
                }),
            ),
            id,
            offset,
        );
        digest.digest('hex');
        const file = await open(path.join(directory, id), 'r+');
        try {
            await file.sync();
        } finally {
            await file.close();
        }
        return end;
    }
}

const tus = new Server({ path: '/files', datastore: new DurableStore({ directory }) });
const http = createServer(tus.handle.bind(tus));
http.requestTimeout = 0;
http.listen(0, '127.0.0.1', () => console.log(http.address().port));
