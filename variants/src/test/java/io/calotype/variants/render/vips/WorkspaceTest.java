package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import io.calotype.variants.render.RenderedImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private final Workspace workspace = new Workspace();

  @Test
  void givesPiecesThatDoNotOverlap() {
    Pointer first = workspace.take(10);
    Pointer second = workspace.take(10);

    first.setMemory(0, 10, (byte) 1);
    second.setMemory(0, 10, (byte) 2);

    assertThat(first.getByteArray(0, 10)).containsOnly(1);
    assertThat(Pointer.nativeValue(second) - Pointer.nativeValue(first)).isEqualTo(64);
  }

  @Test
  void givesAllItHasAndNothingMore() {
    assertThat(workspace.take(Workspace.BYTES)).isNotNull();
    assertThat(workspace.take(1)).isNull();
  }

  @Test
  void isWholeAgainOnceCleared() {
    workspace.take(Workspace.BYTES);
    workspace.clear();

    assertThat(workspace.take(Workspace.BYTES)).isNotNull();
  }

  @Test
  void isUsedAgainByTheNextRendering() {
    Workspaces workspaces = new Workspaces();
    Workspace used = workspaces.take();
    used.take(Workspace.BYTES);

    workspaces.giveBack(used);

    assertThat(workspaces.take()).isSameAs(used);
    assertThat(used.take(Workspace.BYTES)).isNotNull();
  }

  @Test
  void picturesThatDoNotFitAreRenderedAllTheSame() {
    byte[] file = Pictures.file(Pictures.plain(5000, 4000, Color.ORANGE), "png");

    List<RenderedImage> images = Pictures.render(file, Pictures.png(4500, 4200, 100));

    for (RenderedImage image : images) {
      BufferedImage shown = Pictures.pixels(image);
      assertThat(shown.getWidth()).isEqualTo(image.planned().widthPx());
      assertThat(Pictures.rgbAt(shown, 0.9, 0.9)).containsExactly(Pictures.rgb(Color.ORANGE));
    }
  }
}
