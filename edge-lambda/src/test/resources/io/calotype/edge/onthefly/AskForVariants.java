package io.calotype.edge.onthefly;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.variants.render.Renderers;
import java.lang.management.ManagementFactory;

/**
 * Run by OnTheFlyTimes as Lambda would run the function: the jar is all that stands beside it on
 * the class path. Asks for as many variants as told, the first from a standing start, and prints
 * one line "what status milliseconds CPU-milliseconds" for each step. With "primed" it primes first, as before a
 * SnapStart snapshot.
 */
final class AskForVariants {
  public static void main(String[] args) {
    int warm = Integer.parseInt(args[0]);
    String variant = args[1];
    boolean primed = args.length > 2 && args[2].equals("primed");
    OnTheFlyHandler handler = new OnTheFlyHandler();
    long sinceJvm = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println("ready 0 " + sinceJvm + " " + cpuNs() / 1_000_000);
    if (primed) {
      long beganNs = System.nanoTime();
      long cpuNs = cpuNs();
      OnTheFlySettings settings = OnTheFlySettings.fromEnvironment();
      new Priming(settings, Renderers.choose(settings.engine())).beforeCheckpoint(null);
      tell("primed 0", beganNs, cpuNs);
    }
    ask(handler, "first", variant);
    for (int i = 0; i < warm; i++) {
      // Another width each time, so that each is rendered.
      ask(handler, "warm", variant.replaceFirst("[0-9]+", String.valueOf(600 + i)));
    }
    ask(handler, "standing", variant);
  }

  private static void ask(OnTheFlyHandler handler, String what, String variant) {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/photo.jpg/" + variant)
            .withRequestContext(
                RequestContext.builder()
                    .withHttp(RequestContext.Http.builder().withMethod("GET").build())
                    .build())
            .build();
    long beganNs = System.nanoTime();
    long cpuNs = cpuNs();
    APIGatewayV2HTTPResponse response = handler.handleRequest(event, null);
    tell(what + " " + response.getStatusCode(), beganNs, cpuNs);
  }

  private static void tell(String what, long beganNs, long cpuBeganNs) {
    System.out.println(
        what
            + " "
            + (System.nanoTime() - beganNs) / 1_000_000.0
            + " "
            + (cpuNs() - cpuBeganNs) / 1_000_000.0);
  }

  /** Of all threads of the process. */
  private static long cpuNs() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
