package io.calotype.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void linesUpItsColumns() {
    Table table = new Table("lrl");
    table.row(List.of("köln", "9", "x"));
    table.row(List.of("a", "100", "longer"));
    table.row(List.of("short row"));

    assertThat(table.lines())
        .containsExactly("köln         9  x", "a          100  longer", "short row");
  }

  @Test
  void refusesMoreCellsThanColumns() {
    assertThatThrownBy(() -> new Table("l").row(List.of("a", "b")))
        .hasMessage("expected at most 1 cells but got 2");
  }
}
