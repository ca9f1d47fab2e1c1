package io.calotype.cli.render;

import io.calotype.cli.console.FileFault;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that paths on the command line stand for.
 *
 * <p>A file stands for itself. A folder stands for all below it that looks like a picture, by its
 * name or by its content; hidden files and folders are passed over, links are followed, and a link
 * that leads back to where it lies is not. Each folder's files come in the order of their names.
 */
public final class SourceFiles {
  private static final Set<String> PICTURE_EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "tif", "tiff", "avif", "heic", "heif",
          "jp2", "jxl", "bmp", "svg");

  private static final int HEAD_BYTES = 4096;

  private final Path out;
  private final Map<String, SourceFile> byKey = new LinkedHashMap<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private int others;

  /**
   * A path that cannot be rendered.
   *
   * @param path as the user would name it
   * @param message what was expected and what came
   */
  public record Unreadable(String path, String message) {}

  private SourceFiles(Path out) {
    this.out = out;
  }

  /**
   * Looks up paths.
   *
   * @param out the folder for what is made; where it lies within a folder that is searched, it is
   *     left out
   */
  public static SourceFiles of(List<Path> paths, Path out) {
    SourceFiles found = new SourceFiles(real(out));
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        found.addFolder(path);
      } else if (Files.exists(path)) {
        found.add(path, name(path));
      } else {
        found.unreadable.add(
            new Unreadable(path.toString(), "expected a file or a folder but there is none"));
      }
    }
    return found;
  }

  /** The pictures, in the order of the command line. */
  public List<SourceFile> files() {
    return List.copyOf(byKey.values());
  }

  /** What was named, or met below a folder, and cannot be rendered. */
  public List<Unreadable> unreadable() {
    return List.copyOf(unreadable);
  }

  /** How many files below folders were passed over because they look like no picture. */
  public int others() {
    return others;
  }

  private static String name(Path file) {
    return file.toAbsolutePath().normalize().getFileName().toString();
  }

  private void addFolder(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Collector(folder));
    } catch (IOException e) {
      unreadable.add(new Unreadable(folder.toString(), FileFault.of(e)));
    }
  }

  private void add(Path file, String key) {
    SourceFile before = byKey.putIfAbsent(key, new SourceFile(file, key));
    if (before != null && !real(before.file()).equals(real(file))) {
      unreadable.add(
          new Unreadable(
              file.toString(),
              "expected a place of its own but "
                  + before.file()
                  + " goes to "
                  + key
                  + " too: render them into two folders"));
    }
  }

  /** The path that a file has without links; for what does not exist yet, as far as it does. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }

  private static boolean hasPictureName(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return PICTURE_EXTENSIONS.contains(extension);
  }

  private static boolean hasPictureContent(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    try {
      Probe.read(head, RecipeReader.defaultRecipe());
      return true;
    } catch (RefusedException e) {
      // Only the head is here: a header that is cut off is one all the same.
      return e.reason() != Reason.UNSUPPORTED_TYPE && e.reason() != Reason.EMPTY_FILE;
    }
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    Collector(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      boolean passedOver = !dir.equals(folder) && (isHidden(dir) || real(dir).equals(out));
      return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      // Links are followed: what still is one leads nowhere.
      if (attributes.isSymbolicLink() && hasPictureName(file)) {
        unreadable.add(new Unreadable(file.toString(), "expected a file but it is a link to none"));
      }
      if (!attributes.isRegularFile()) {
        return FileVisitResult.CONTINUE;
      }
      try {
        if (hasPictureName(file) || hasPictureContent(file)) {
          files.add(file);
        } else {
          others++;
        }
      } catch (IOException e) {
        unreadable.add(new Unreadable(file.toString(), FileFault.of(e)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      // What a loop leads to has been visited where it lies.
      if (!(e instanceof FileSystemLoopException)) {
        unreadable.add(new Unreadable(path.toString(), FileFault.of(e)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
      if (e != null) {
        unreadable.add(new Unreadable(dir.toString(), FileFault.of(e)));
      }
      if (dir.equals(folder)) {
        files.stream().sorted().forEach(file -> add(file, key(file)));
      }
      return FileVisitResult.CONTINUE;
    }

    private String key(Path file) {
      List<String> names = new ArrayList<>();
      folder.relativize(file).forEach(name -> names.add(name.toString()));
      return String.join("/", names);
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
