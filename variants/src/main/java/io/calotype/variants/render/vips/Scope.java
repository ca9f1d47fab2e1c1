package io.calotype.variants.render.vips;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.calotype.variants.render.BasePicture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Owns the native memory of one step of a rendering: every image and every buffer that is made
 * through it is given back when it closes, however the step ends.
 *
 * <p>For one thread.
 */
final class Scope implements AutoCloseable {
  private final Vips vips;
  private final Deadline deadline;
  private final Workspace workspace;
  private final boolean outermost;
  private final Deque<Pointer> images = new ArrayDeque<>();
  private final Deque<Memory> buffers = new ArrayDeque<>();

  /** The scope of a whole rendering. */
  Scope(Vips vips, Deadline deadline) {
    this(vips, deadline, vips.workspaces().take(), true);
  }

  private Scope(Vips vips, Deadline deadline, Workspace workspace, boolean outermost) {
    this.vips = vips;
    this.deadline = deadline;
    this.workspace = workspace;
    this.outermost = outermost;
  }

  /** A scope within this one, for what can go before the rest. */
  Scope inner() {
    return new Scope(vips, deadline, workspace, false);
  }

  /** A call to libvips that makes an image. */
  interface Making {
    int into(LibVips functions, long[] out);
  }

  /** A call to libvips that encodes an image. */
  interface Encoding {
    int into(LibVips functions, long[] out, long[] size);
  }

  /** Copies bytes to where libvips can read them for as long as this scope is open. */
  Memory buffer(byte[] bytes) {
    Memory memory = new Memory(bytes.length);
    buffers.push(memory);
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }

  /**
   * Makes an image.
   *
   * @param step what is being done, for messages
   * @throws VipsException where libvips cannot
   */
  VipsImage image(String step, Making making) {
    deadline.check(step);
    long[] out = new long[1];
    int status = making.into(vips.functions(), out);
    if (status != 0) {
      throw failed(step);
    }
    return own(step, new Pointer(out[0]));
  }

  /** Asks something of the pixels, by a function whose status tells whether it could answer. */
  void ask(String step, ToIntFunction<LibVips> question) {
    deadline.check(step);
    if (question.applyAsInt(vips.functions()) != 0) {
      throw failed(step);
    }
  }

  /** The same image with its pixels computed, in memory, and free of the images it came from. */
  VipsImage materialise(String step, VipsImage image) {
    deadline.check(step);
    LibVips functions = vips.functions();
    long bytes = (long) image.widthPx() * image.heightPx() * image.bands();
    Pointer room = image.isBytes() ? workspace.take(bytes) : null;
    if (room == null) {
      return own(step, functions.vipsImageCopyMemory(image.handle()));
    }
    VipsImage pixels =
        own(
            step,
            functions.vipsImageNewFromMemory(
                room,
                bytes,
                image.widthPx(),
                image.heightPx(),
                image.bands(),
                functions.vipsImageGetFormat(image.handle())));
    if (functions.vipsImageWrite(image.handle(), pixels.handle()) != 0) {
      throw failed(step);
    }
    return pixels;
  }

  /** A picture that had been made before, as an image that can be read until this scope closes. */
  VipsImage picture(BasePicture picture) {
    String step = "picture";
    deadline.check(step);
    byte[] pixels = picture.pixels();
    Pointer room = workspace.take(pixels.length);
    if (room == null) {
      room = buffer(pixels);
    } else {
      room.write(0, pixels, 0, pixels.length);
    }
    LibVips functions = vips.functions();
    Pointer handle =
        functions.vipsImageNewFromMemory(
            room,
            pixels.length,
            picture.widthPx(),
            picture.heightPx(),
            picture.bands(),
            VipsImage.UCHAR);
    return own(step, handle).inSrgbAlready(picture.acrossPerMm(), picture.downPerMm());
  }

  /** An image's pixels, band by band, row by row. */
  byte[] pixels(String step, VipsImage image) {
    deadline.check(step);
    long[] size = new long[1];
    Pointer pixels = vips.functions().vipsImageWriteToMemory(image.handle(), size);
    return taken(step, pixels, size[0]);
  }

  /** An image's file. */
  byte[] encoded(String step, Encoding encoding) {
    deadline.check(step);
    long[] out = new long[1];
    long[] size = new long[1];
    int status = encoding.into(vips.functions(), out, size);
    return taken(step, status == 0 ? new Pointer(out[0]) : null, size[0]);
  }

  private byte[] taken(String step, @Nullable Pointer memory, long size) {
    if (memory == null) {
      throw failed(step);
    }
    try {
      return memory.getByteArray(0, Math.toIntExact(size));
    } finally {
      vips.functions().gFree(memory);
    }
  }

  private VipsImage own(String step, @Nullable Pointer handle) {
    if (handle == null) {
      throw failed(step);
    }
    images.push(handle);
    deadline.watch(handle);
    return new VipsImage(vips.functions(), this, handle);
  }

  private VipsException failed(String step) {
    return new VipsException(step, vips.takeError());
  }

  /** The same image as part of another scope; this one forgets it. */
  VipsImage handOver(VipsImage image, Scope owner) {
    images.remove(image.handle());
    owner.images.push(image.handle());
    return new VipsImage(vips.functions(), owner, image.handle());
  }

  @Override
  public void close() {
    for (Pointer image : images) {
      deadline.unwatch(image);
      vips.functions().gObjectUnref(image);
    }
    images.clear();
    // After the images, which may read them until they are gone.
    buffers.forEach(Memory::close);
    buffers.clear();
    if (outermost) {
      vips.workspaces().giveBack(workspace);
    }
  }
}
