package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.render.RendererUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  private static final String GLIBC = "7f00-7f01 r-xp /usr/lib/x86_64-linux-gnu/libc.so.6\n";
  private static final String MUSL = "7f00-7f01 r-xp /lib/ld-musl-x86_64.so.1\n";

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, LINUX_X64",
    "Linux, aarch64, LINUX_ARM64",
    "Mac OS X, aarch64, DARWIN_ARM64"
  })
  void namesPlatformsAsTheirFolders(String os, String arch, Platform expected) {
    assertThat(Platform.of(os, arch, GLIBC)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Mac OS X, x86_64", "Linux, riscv64"})
  void refusesPlatformsWithoutLibrary(String os, String arch) {
    assertThatThrownBy(() -> Platform.of(os, arch, ""))
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining("linux-x64, linux-arm64 and darwin-arm64 but this is ");
  }

  @Test
  void refusesMusl() {
    assertThatThrownBy(() -> Platform.of("Linux", "amd64", GLIBC + MUSL))
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining("musl");
  }
}
