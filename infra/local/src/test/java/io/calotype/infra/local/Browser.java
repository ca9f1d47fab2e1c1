package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, which talks to nobody but the pages that it is sent to. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final int TABS_MAX = 80;

  final ChromeDriver driver;
  private final List<String> faults = new ArrayList<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; where none is installed, that skips tests on a desk, and fails them in CI. */
  static Browser start() {
    if (System.getenv("CI") == null) {
      assumeTrue(
          Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
          "no Chromium here, so the page is not tested in a browser: install Debian's chromium and"
              + " chromium-driver");
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Makes the window this wide, in CSS pixels, on a screen with so many times as many pixels. */
  void screen(int widthPx, double dpr) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", widthPx, "height", 900, "deviceScaleFactor", dpr, "mobile", false));
  }

  /** What the user prefers: {@code light} or {@code dark}; nothing moves either way. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Opens a page anew, even where only its fragment is another. */
  void open(String url) {
    noteFaults();
    driver.get("about:blank");
    driver.get(url);
  }

  WebElement find(String css) {
    return await(css)
        .atMost(PATIENCE)
        .until(() -> driver.findElements(By.cssSelector(css)), found -> !found.isEmpty())
        .get(0);
  }

  /** The text of what stands there, or empty where nothing does. */
  String text(String css) {
    Object text =
        driver.executeScript("return document.querySelector(arguments[0])?.textContent", css);
    return text == null ? "" : text.toString();
  }

  /** The focus, by the key that moves it, until it is on what is looked for. */
  void tabTo(String css) {
    for (int tabs = 0; tabs < TABS_MAX; tabs++) {
      press(Keys.TAB);
      if (Boolean.TRUE.equals(
          driver.executeScript("return document.activeElement.matches(arguments[0])", css))) {
        return;
      }
    }
    throw new AssertionError("expected the Tab key to reach " + css + " but it did not");
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Faults of accessibility that axe-core calls serious or critical, one a line. */
  List<?> seriousFaults() throws IOException {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object faults =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"] }).then(
              ({ violations }) => done(violations
                .filter(({ impact }) => impact === "serious" || impact === "critical")
                .flatMap(({ id, help, nodes }) =>
                  nodes.map(({ target, any }) =>
                    `${id}: ${help}: ${target} ${any.map((check) => check.message)}`))),
              (fault) => done([`axe failed: ${fault}`]));
            """);
    assertThat(faults).isInstanceOf(List.class);
    return (List<?>) faults;
  }

  /**
   * What the browser has told of its pages as warnings or worse: scripts' errors, refusals, 404.
   */
  List<String> faults() {
    noteFaults();
    return List.copyOf(faults);
  }

  private void noteFaults() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        faults.add(entry.getMessage());
      }
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
