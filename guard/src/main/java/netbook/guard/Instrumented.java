package netbook.guard;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;

/**
 * A class with a call of {@link Guard#check} at the start of each method and before each jump back,
 * and with a refusal in the place of each call that would end the JVM.
 */
final class Instrumented {
  private static final ClassDesc GUARD = ClassDesc.of("netbook.guard.Guard");
  private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
  private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
  private static final MethodTypeDesc CHECK = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final MethodTypeDesc EXIT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private Instrumented() {}

  /**
   * Instruments a class.
   *
   * @param bytes a class file
   * @throws IllegalArgumentException if it isn't one, or a method grows too long for a class file
   */
  static byte[] of(byte[] bytes) {
    // The frames stay as they are, since nothing that we add changes the stack: to make them anew
    // would need the classes of the cell, which can't be looked up while one of them is loading.
    var format = ClassFile.of(StackMapsOption.DROP_STACK_MAPS);
    return format.transformClass(
        format.parse(bytes),
        ClassTransform.transformingMethods((method, element) -> {
          if (element instanceof CodeModel code) {
            method.withCode(builder -> write(builder, code));
          } else {
            method.with(element);
          }
        }));
  }

  private static void write(CodeBuilder out, CodeModel code) {
    var passed = new HashSet<Label>();
    out.invokestatic(GUARD, "check", CHECK);
    for (CodeElement element : code) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      }
      // javac's switches only jump forward.
      if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
        out.invokestatic(GUARD, "check", CHECK);
      }
      switch (element) {
        case InvokeInstruction call when endsJvm(call) -> refuse(out, call);
        case InvokeDynamicInstruction call -> out.invokedynamic(refusing(call));
        default -> out.with(element);
      }
    }
    code.findAttribute(Attributes.stackMapTable()).ifPresent(out::with);
  }

  private static boolean endsJvm(InvokeInstruction call) {
    return endsJvm(call.owner().asSymbol(), call.name().stringValue(), call.type().stringValue());
  }

  private static boolean endsJvm(ClassDesc owner, String name, String type) {
    return type.equals(EXIT.descriptorString())
        && ((owner.equals(SYSTEM) && name.equals("exit"))
            || (owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt"))));
  }

  private static void refuse(CodeBuilder out, InvokeInstruction call) {
    out.invokestatic(GUARD, "refuseExit", refusal(call.owner().asSymbol()));
  }

  private static MethodTypeDesc refusal(ClassDesc owner) {
    return owner.equals(SYSTEM) ? EXIT : EXIT.insertParameterTypes(0, RUNTIME);
  }

  /** The same call site; a reference such as {@code System::exit} in it refers to the refusal. */
  private static DynamicCallSiteDesc refusing(InvokeDynamicInstruction call) {
    return DynamicCallSiteDesc.of(
        call.bootstrapMethod(),
        call.name().stringValue(),
        call.typeSymbol(),
        call.bootstrapArgs().stream().map(Instrumented::refusing).toArray(ConstantDesc[]::new));
  }

  private static ConstantDesc refusing(ConstantDesc argument) {
    if (argument instanceof DirectMethodHandleDesc reference
        && endsJvm(reference.owner(), reference.methodName(), reference.lookupDescriptor())) {
      return MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC, GUARD, "refuseExit", refusal(reference.owner()));
    }
    return argument;
  }
}
