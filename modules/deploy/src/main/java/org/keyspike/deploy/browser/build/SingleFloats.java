package org.keyspike.deploy.browser.build;

import java.util.ArrayList;
import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * The rounding of Java's float arithmetic, which TeaVM leaves out: it computes floats as the
 * doubles of JavaScript. Here every result of an addition, subtraction, multiplication, division or
 * conversion, and every constant, is rounded to 24 bits. A double has 53, more than twice as many
 * and 2 more, so that rounding twice gives the bits of rounding once.
 */
public final class SingleFloats implements ClassHolderTransformer {
  private static final MethodReference ROUND =
      new MethodReference(Single.class, "of", float.class, float.class);

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    boolean ours = type.getName().startsWith("org.keyspike.");
    if (!ours && !type.getName().startsWith("be.tarsos.")) {
      return;
    }
    for (MethodHolder method : type.getMethods()) {
      Program program = method.getProgram();
      if (program != null) {
        for (BasicBlock block : program.getBasicBlocks()) {
          round(program, block);
        }
      }
    }
  }

  private static void round(Program program, BasicBlock block) {
    List<Instruction> instructions = new ArrayList<>();
    block.forEach(instructions::add);
    for (Instruction instruction : instructions) {
      if (instruction instanceof BinaryInstruction binary
          && binary.getOperandType() == NumericOperandType.FLOAT) {
        binary.setReceiver(rounded(program, instruction, binary.getReceiver()));
      } else if (instruction instanceof CastNumberInstruction cast
          && cast.getTargetType() == NumericOperandType.FLOAT) {
        cast.setReceiver(rounded(program, instruction, cast.getReceiver()));
      } else if (instruction instanceof FloatConstantInstruction constant) {
        constant.setReceiver(rounded(program, instruction, constant.getReceiver()));
      }
    }
  }

  /** Rounds, behind an instruction, into a variable; returns the one for what is rounded. */
  private static Variable rounded(Program program, Instruction instruction, Variable result) {
    Variable exact = program.createVariable();
    InvokeInstruction call = new InvokeInstruction();
    call.setType(InvocationType.SPECIAL);
    call.setMethod(ROUND);
    call.setArguments(exact);
    call.setReceiver(result);
    call.setLocation(instruction.getLocation());
    instruction.insertNext(call);
    return exact;
  }
}
