package io.calotype.benchmarks;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A class with a benchmark, as JMH's generator listed it, with the smallest of its parameters; and
 * driven by hand where a test has to get between its steps.
 */
record BenchmarkClass(Class<?> type) {
  private static final String NO_MISTAKE =
      "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.";

  /** All there are. */
  static Stream<BenchmarkClass> all() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(entry -> entry.getUserClassQName())
        .distinct()
        .sorted()
        .map(BenchmarkClass::named);
  }

  private static BenchmarkClass named(String name) {
    try {
      return new BenchmarkClass(Class.forName(name));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }

  /** The first value of each parameter, which by habit is the smallest. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    for (Field field : type.getFields()) {
      Param param = field.getAnnotation(Param.class);
      if (param != null) {
        boolean listed = !param.value()[0].equals(Param.BLANK_ARGS);
        parameters.put(
            field.getName(),
            listed ? param.value()[0] : field.getType().getEnumConstants()[0].toString());
      }
    }
    return parameters;
  }

  /** A new one, set up. */
  Object setUp() throws ReflectiveOperationException {
    Object benchmark = type.getConstructor().newInstance();
    for (Map.Entry<String, String> parameter : parameters().entrySet()) {
      Field field = type.getField(parameter.getKey());
      field.set(benchmark, value(field.getType(), parameter.getValue()));
    }
    for (Method method : annotated(Setup.class)) {
      if (method.getAnnotation(Setup.class).value() == Level.Trial) {
        call(benchmark, method);
      }
    }
    return benchmark;
  }

  private static Object value(Class<?> type, String text) {
    if (type == int.class) {
      return Integer.parseInt(text);
    }
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .filter(constant -> constant.toString().equals(text))
            .findFirst()
            .orElseThrow()
        : text;
  }

  /** Makes one result. */
  void run(Object benchmark) throws ReflectiveOperationException {
    for (Method method : annotated(Setup.class)) {
      if (method.getAnnotation(Setup.class).value() == Level.Invocation) {
        call(benchmark, method);
      }
    }
    for (Method method : annotated(Benchmark.class)) {
      call(benchmark, method);
    }
  }

  /** Calls the control. */
  void control(Object benchmark) throws ReflectiveOperationException {
    for (Method method : annotated(TearDown.class)) {
      call(benchmark, method);
    }
  }

  /** What holds the result. */
  @SuppressWarnings("unchecked") // A test that puts in what does not fit is meant to fail.
  Kept<Object, Object> kept(Object benchmark) throws ReflectiveOperationException {
    for (Field field : type.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.getType() == Kept.class) {
        return (Kept<Object, Object>) field.get(benchmark);
      }
      if (field.getType() == LadderWork.class) {
        return (Kept<Object, Object>) (Kept<?, ?>) ((LadderWork) field.get(benchmark)).kept;
      }
    }
    throw new AssertionError("expected a Kept in " + type);
  }

  private List<Method> annotated(Class<? extends Annotation> annotation) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(annotation))
        .toList();
  }

  private static void call(Object benchmark, Method method) throws ReflectiveOperationException {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> wanted = method.getParameterTypes()[i];
      arguments[i] =
          wanted == Blackhole.class
              ? new Blackhole(NO_MISTAKE)
              : wanted.getConstructor().newInstance();
    }
    method.invoke(benchmark, arguments);
  }
}
