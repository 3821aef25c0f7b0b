package netbook;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The directions and bans that hold the library in shape. */
class ArchitectureTest {
  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .importUrl(Bytes.class.getProtectionDomain().getCodeSource().getLocation());

  /** Each package and its layer; arrows go down or stay, never up. */
  private static final Map<String, Integer> LAYERS =
      Map.ofEntries(
          Map.entry("netbook.bytes", 0),
          Map.entry("netbook.trace", 0),
          Map.entry("netbook.frame", 1),
          Map.entry("netbook.capture", 1),
          Map.entry("netbook.dns", 1),
          Map.entry("netbook.http", 1),
          Map.entry("netbook.mime", 1),
          Map.entry("netbook.smtp", 1),
          Map.entry("netbook.net", 2),
          Map.entry("netbook.tls", 2),
          Map.entry("netbook.serve", 2),
          Map.entry("netbook.resolve", 3),
          Map.entry("netbook.web", 3),
          Map.entry("netbook.gateway", 3),
          Map.entry("netbook.tap", 3),
          Map.entry("netbook.show", 4),
          Map.entry("netbook.notebook", 4),
          Map.entry("netbook.exercise", 4));

  /** Bytes in, values out. */
  private static final String[] CODECS = {
    "netbook.bytes", "netbook.frame", "netbook.dns", "netbook.http", "netbook.mime", "netbook.smtp"
  };

  /** What the course teaches by hand. */
  private static final String[] BY_HAND = {
    "netbook.frame",
    "netbook.dns",
    "netbook.http",
    "netbook.web",
    "netbook.gateway",
    "netbook.resolve"
  };

  /** The registry of named servers, and the one thread that prints for interrupted ones. */
  private static final Set<String> STATEFUL =
      Set.of("netbook.net.Servers", "netbook.notebook.InterruptedPrints");

  private static final Set<String> LOOK_UPS =
      Set.of("getByName", "getAllByName", "getLocalHost", "getHostName", "getCanonicalHostName");

  /** What a kernel imports into every cell. */
  private static final List<String> KERNEL_IMPORTS =
      List.of(
          "java.base/java/lang",
          "java.base/java/util",
          "java.base/java/io",
          "java.base/java/math",
          "java.base/java/net",
          "java.base/java/time",
          "java.base/java/util/concurrent",
          "java.base/java/util/regex",
          "java.prefs/java/util/prefs");

  /** What a kernel declares for every cell. */
  private static final Set<String> KERNEL_STATICS =
      Set.of(
          "display",
          "updateDisplay",
          "render",
          "eval",
          "printf",
          "kernel",
          "lineMagic",
          "cellMagic",
          "getKernelInstance");

  @Test
  void everyPackageHasALayerAndDependsOnNoneAboveIt() {
    classes().should(dependOnNoHigherLayer()).check(LIBRARY);
  }

  private static ArchCondition<JavaClass> dependOnNoHigherLayer() {
    return new ArchCondition<>("depend on no layer above their own") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        var layer = LAYERS.get(origin.getPackageName());
        if (layer == null) {
          events.add(SimpleConditionEvent.violated(origin, origin.getName() + " has no layer"));
          return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          int other = LAYERS.getOrDefault(dependency.getTargetClass().getPackageName(), 0);
          if (other > layer) {
            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
          }
        }
      }
    };
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("netbook.(*)..").should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void codecsDoNoInputOrOutput() {
    noClasses()
        .that(resideInAnyPackage(CODECS))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.logging..")
                .or(describe("threads and clocks", ArchitectureTest::isThreadOrClock)))
        .orShould()
        .callMethodWhere(
            describe(
                "a clock is read",
                call ->
                    call.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("nanoTime", "currentTimeMillis").contains(call.getName())))
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  private static boolean isThreadOrClock(JavaClass type) {
    return type.isAssignableTo(Thread.class) || type.isAssignableTo(java.time.Clock.class);
  }

  @Test
  void whatIsTaughtByHandStandsOnItsOwn() {
    noClasses()
        .that(resideInAnyPackage(BY_HAND).and(not(simpleNameEndingWith("Adapter"))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.sun.net.httpserver..", "java.net.http..", "org.xbill.."))
        .orShould()
        .callCodeUnitWhere(describe("a name is looked up", call -> isLookUp(call.getTarget())))
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  private static boolean isLookUp(CodeUnitCallTarget target) {
    var owner = target.getOwner();
    boolean byName =
        owner.getPackageName().equals("java.net") && LOOK_UPS.contains(target.getName());
    boolean byConstructor =
        owner.isEquivalentTo(InetSocketAddress.class)
            && !target.getRawParameterTypes().isEmpty()
            && target.getRawParameterTypes().getFirst().isEquivalentTo(String.class);
    return byName || byConstructor;
  }

  @Test
  void onlyTheAdapterReflects() {
    noClasses()
        .that()
        .resideOutsideOfPackage("netbook.notebook")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .orShould()
        .callMethodWhere(
            describe(
                "a class is looked into",
                call ->
                    call.getTargetOwner().isEquivalentTo(Class.class)
                        && call.getName().matches("forName|get(Declared)?(Method|Field|Constr).*")))
        .check(LIBRARY);
  }

  @Test
  void onlyTheNotebookPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("netbook.notebook")
        .should()
        .accessFieldWhere(
            describe(
                "it is System.out or System.err",
                access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(access.getName())))
        .orShould()
        .callMethodWhere(
            describe("a trace is printed", call -> call.getName().equals("printStackTrace")))
        .check(LIBRARY);
  }

  @Test
  void onlyTwoClassesHaveStaticState() throws ReflectiveOperationException {
    for (var type : LIBRARY) {
      if (STATEFUL.contains(type.getName())) {
        continue;
      }
      for (var field : type.reflect().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          assertThat(isConstant(field)).as("%s is a constant", field).isTrue();
        }
      }
    }
  }

  private static boolean isConstant(Field field) throws ReflectiveOperationException {
    field.setAccessible(true);
    var value = field.get(null);
    return Modifier.isFinal(field.getModifiers())
        && switch (value) {
          case null -> true;
          case Collection<?> c -> isImmutable(c.getClass());
          case Map<?, ?> m -> isImmutable(m.getClass());
          case StringBuilder _, ThreadLocal<?> _ -> false;
          default ->
              !value.getClass().isArray()
                  && !value.getClass().getPackageName().startsWith("java.util.concurrent");
        };
  }

  private static boolean isImmutable(Class<?> type) {
    return type.getName().startsWith("java.util.ImmutableCollections$");
  }

  @Test
  void publicClassesAreFinalUnlessMadeToBeExtended() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(LIBRARY);
  }

  @Test
  void everyPackageIsNullMarked() throws ClassNotFoundException {
    for (var name : LIBRARY.stream().map(JavaClass::getPackageName).distinct().toList()) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void noPublicTypeHasANameThatACellHasAlready() throws Exception {
    var runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (var folder : KERNEL_IMPORTS) {
      var path = runtime.getPath("/modules/" + folder);
      assertThat(Files.isDirectory(path)).as(folder).isTrue();
      assertThat(publicTypes())
          .allSatisfy(type ->
              assertThat(path.resolve(type.getSimpleName() + ".class"))
                  .as(type.getName())
                  .doesNotExist());
    }
    assertThat(publicTypes().map(JavaClass::getSimpleName))
        .doesNotContainAnyElementsOf(KERNEL_STATICS);
  }

  @Test
  void noTwoPublicTypesShareAName() {
    var names = new TreeMap<String, JavaClass>();
    publicTypes()
        .filter(type -> type.getEnclosingClass().isEmpty())
        .forEach(type -> assertThat(names.put(type.getSimpleName(), type)).as("%s", type).isNull());
    assertThat(names).hasSizeGreaterThan(10);
  }

  private static Stream<JavaClass> publicTypes() {
    return LIBRARY.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> !type.isAnonymousClass());
  }
}
