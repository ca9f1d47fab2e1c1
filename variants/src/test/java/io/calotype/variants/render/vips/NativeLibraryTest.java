package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.render.RendererUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  @TempDir private Path temporary;
  private Path cache;
  private NativeLibrary library;

  @BeforeEach
  void names() {
    cache = temporary.resolve("home/calotype");
    library = new NativeLibrary(Platform.LINUX_X64, cache);
  }

  @Test
  void putsLibraryWhereOnlyThisUserCanChangeIt() throws IOException {
    Path file = library.install();

    assertThat(file.getFileName().toString()).startsWith("libvips-cpp.so.");
    assertThat(file.getParent().getFileName().toString()).matches("[0-9a-f]{64}");
    assertThat(permissions(file)).isEqualTo("rw-------");
    for (Path path = file.getParent(); !path.equals(temporary); path = path.getParent()) {
      assertThat(permissions(path)).as(path.toString()).isEqualTo("rwx------");
    }
  }

  @Test
  void usesTheSameFileAgain() throws IOException {
    Path first = library.install();
    Files.setLastModifiedTime(first, FileTime.fromMillis(0));

    Path second = new NativeLibrary(Platform.LINUX_X64, cache).install();

    assertThat(second).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(second)).isEqualTo(FileTime.fromMillis(0));
  }

  @Test
  void replacesDamagedFile() throws IOException {
    Path file = library.install();
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);

    library.install();

    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    assertThat(names(file.getParent())).containsExactly(file.getFileName().toString());
  }

  @Test
  void refusesDirectoryThatOthersCanEnter() throws IOException {
    Files.createDirectories(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(library::install)
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining("no access for others")
        .hasMessageContaining("755");
  }

  @Test
  void saysWhatToDoWhereItsDirectoryCannotBeMade() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(new NativeLibrary(Platform.LINUX_X64, file.resolve("calotype"))::install)
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessage(
            "libvips cannot be put on disk: expected to write below %1$s/calotype but cannot use"
                + " %1$s/calotype: Not a directory; set XDG_CACHE_HOME to a directory of your own",
            file);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesNoExceptionWhereTheSystemRefusesItsDirectory() {
    assertThatThrownBy(new NativeLibrary(Platform.LINUX_X64, Path.of("/proc/none"))::install)
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageStartingWith(
            "libvips cannot be put on disk: expected to write below /proc/none but ")
        .hasMessageEndingWith("; set XDG_CACHE_HOME to a directory of your own")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void refusesLinkInPlaceOfItsDirectory() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(cache.getParent());
    Files.createSymbolicLink(cache, elsewhere);

    assertThatThrownBy(library::install)
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining(cache.toString());
    assertThat(names(elsewhere)).isEmpty();
  }

  @Test
  void refusesFileThatOthersCanChange() throws IOException {
    Path file = library.install();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatThrownBy(library::install).isInstanceOf(RendererUnavailableException.class);
  }

  @Test
  void refusesParentInWhichOthersCanSwapDirectories() throws IOException {
    Files.createDirectory(cache.getParent());
    Files.setPosixFilePermissions(cache.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(library::install)
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining("sticky");
  }

  @Test
  void takesStickyParentAsTemporaryDirectoriesAre() throws IOException {
    Files.createDirectory(cache.getParent());
    Files.setAttribute(cache.getParent(), "unix:mode", 01777);

    assertThat(library.install()).exists();
  }

  @Test
  void worksWhenSeveralStartAtOnce() throws Exception {
    Callable<Path> install = () -> new NativeLibrary(Platform.LINUX_X64, cache).install();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Path>> files = threads.invokeAll(List.of(install, install, install, install));
      for (Future<Path> file : files) {
        assertThat(file.get()).isEqualTo(library.install());
      }
    } finally {
      threads.shutdown();
    }
    assertThat(names(library.install().getParent())).hasSize(1);
  }

  @Test
  void hasALibraryForEveryPlatform() {
    for (Platform platform : Platform.values()) {
      assertThat(new NativeLibrary(platform, cache).install()).isNotEmptyFile();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
