// Uploads one file as anybody would with tus-js-client, and goes on where an earlier run of the same file ended.
// Arguments: endpoint, file, where addresses of uploads are kept, chunk size (0: whole), metadata as JSON. Token: VIDIMUS_TOKEN.
import { createReadStream, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [endpoint, file, kept, chunkSize, metadata] = process.argv.slice(2);
// The package is installed away from the sources, in the folder that this runs in.
const tus = createRequire(join(process.cwd(), "package.json"))("tus-js-client");

const upload = new tus.Upload(createReadStream(file), {
  endpoint,
  chunkSize: Number(chunkSize) || Infinity,
  uploadSize: statSync(file).size,
  uploadDataDuringCreation: true,
  parallelUploads: 1,
  retryDelays: [0, 200, 1000, 3000, 5000, 10000],
  headers: { Authorization: `Bearer ${process.env.VIDIMUS_TOKEN}` },
  metadata: JSON.parse(metadata),
  urlStorage: new tus.FileUrlStorage(kept),
  onUploadUrlAvailable: () => console.log(`at ${upload.url}`),
  onChunkComplete: (size, accepted) => console.log(`accepted ${accepted}`),
  onProgress: (sent) => console.log(`sent ${sent}`),
  onError: (error) => {
    console.log(`failed ${error}`);
    process.exit(1);
  },
  onSuccess: () => console.log(`done ${upload.url}`),
});

const before = await upload.findPreviousUploads();
if (before.length > 0) {
  console.log(`resumes ${before[0].uploadUrl}`);
  upload.resumeFromPreviousUpload(before[0]);
}
upload.start();
