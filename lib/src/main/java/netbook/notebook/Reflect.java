package netbook.notebook;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of somebody else's classes, reached by name: a kernel's classes are known only while
 * it runs, and both kernels have the same members in other packages.
 *
 * <p>Every method throws {@link ReflectiveOperationException} or something unchecked if the member
 * isn't there or is locked; the callers take that as "a kernel that we don't know".
 */
final class Reflect {
  private Reflect() {}

  /**
   * Calls the method of this name that takes these arguments.
   *
   * @param target the object, or the class if the method is static
   */
  static @Nullable Object call(Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (var type : lineage(target)) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && takes(method, arguments)) {
          return invoke(method, target, arguments);
        }
      }
    }
    throw new NoSuchMethodException(name + " of " + target);
  }

  private static @Nullable Object invoke(Method method, Object target, Object... arguments)
      throws ReflectiveOperationException {
    method.setAccessible(true);
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException(method.getName() + ": " + e.getCause(), e);
    }
  }

  /** Calls the constructor that takes these arguments. */
  static Object create(Class<?> type, Object... arguments) throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (takes(constructor, arguments)) {
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
      }
    }
    throw new NoSuchMethodException("constructor of " + type.getName());
  }

  /**
   * The value of a field.
   *
   * @param target the object, or the class if the field is static
   * @throws NoSuchFieldException also if the value is null
   */
  static Object get(Object target, String name) throws ReflectiveOperationException {
    var value = field(target, name).get(target);
    if (value == null) {
      throw new NoSuchFieldException(name + " is null");
    }
    return value;
  }

  /**
   * Sets a field, a final one of an object too.
   *
   * @param target the object, or the class if the field is static
   */
  static void set(Object target, String name, @Nullable Object value)
      throws ReflectiveOperationException {
    field(target, name).set(target, value);
  }

  private static Field field(Object target, String name) throws NoSuchFieldException {
    for (var type : lineage(target)) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(name + " of " + target);
  }

  private static List<Class<?>> lineage(Object target) {
    var types = new ArrayList<Class<?>>();
    Class<?> type = target instanceof Class<?> itself ? itself : target.getClass();
    while (type != null) {
      types.add(type);
      type = type.getSuperclass();
    }
    return types;
  }

  private static boolean takes(Executable executable, Object... arguments) {
    Class<?>[] wanted = executable.getParameterTypes();
    if (wanted.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
