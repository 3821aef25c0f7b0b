package io.github.spencerpark.ijava;

/**
 * In the tests, what stands for IJava 1.3.0, which can't be installed here: the members that the
 * adapter reaches have the names and the packages that they have there, and record what was done.
 */
public final class IJava {
  public static final String VERSION = "1.3.0";

  private static Object kernel;

  private IJava() {}

  public static Object getKernelInstance() {
    return kernel;
  }

  public static void setKernelInstance(Object itself) {
    kernel = itself;
  }
}
