// Makes ladders with sharp, as its users write them, for the comparison in
// io.calotype.benchmarks.peers. One request a line of standard input, one answer a line of standard
// output:
//   {"photo": "/a.jpg", "sizes": [[1920, 1280], [1080, 720]], "out": "/tmp/x" or null}
//   {"cpuMs": 1.5, "wallMs": 1.6, "bytes": 12345}
// usage: node sharp.mjs each|clone|raw jpeg|webp true|false lanczos3|lanczos2
// (optimiseCoding; the kernel, of which sharp's own is lanczos3)
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import sharp from "sharp";

const [way, format, optimise, kernel] = process.argv.slice(2);

// As one busy thread of a server: no threads of libvips' own, and no cache, since no two photos of
// a server are the same.
sharp.concurrency(1);
sharp.cache(false);

const encoded = {
  jpeg: (image) => image.jpeg({ quality: 80, optimiseCoding: optimise === "true" }),
  webp: (image) => image.webp({ quality: 80, effort: 2 }),
}[format];

const sized = (image, [width, height]) => image.resize(width, height, { fit: "fill", kernel });

const ladders = {
  // A pipeline of its own for each size.
  each: (photo, sizes) =>
    inTurn(sizes, (size) => encoded(sized(sharp(photo).autoOrient(), size)).toBuffer()),
  // One pipeline, cloned for each size.
  clone: (photo, sizes) => {
    const pipeline = sharp(photo).autoOrient();
    return inTurn(sizes, (size) => encoded(sized(pipeline.clone(), size)).toBuffer());
  },
  // Decoded once, to the pixels of the widest size, and each size made from those.
  raw: async (photo, sizes) => {
    const { data, info } = await sized(sharp(photo).autoOrient(), sizes[0])
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    return inTurn(sizes, (size) =>
      encoded(sized(sharp(data, { raw: { width, height, channels } }), size)).toBuffer(),
    );
  },
}[way];

async function inTurn(sizes, make) {
  const files = [];
  for (const size of sizes) {
    files.push(await make(size));
  }
  return files;
}

console.log(JSON.stringify({ ready: `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}` }));
for await (const line of createInterface({ input: process.stdin })) {
  const { photo, sizes, out } = JSON.parse(line);
  const bytes = readFileSync(photo);
  const startedCpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  const files = await ladders(bytes, sizes);
  const wallMs = Number(process.hrtime.bigint() - started) / 1e6;
  const cpu = process.cpuUsage(startedCpu);
  if (out) {
    files.forEach((file, i) => writeFileSync(`${out}/${sizes[i][0]}.${format}`, file));
  }
  const total = files.reduce((sum, file) => sum + file.length, 0);
  console.log(JSON.stringify({ cpuMs: (cpu.user + cpu.system) / 1e3, wallMs, bytes: total }));
}
