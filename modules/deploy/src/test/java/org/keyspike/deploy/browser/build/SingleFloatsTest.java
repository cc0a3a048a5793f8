package org.keyspike.deploy.browser.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/** What is put behind instructions; that it rounds is for {@code ChromiumTest} to see. */
class SingleFloatsTest {
  private static final int CONSTANT = 0;
  private static final int CAST = 1;
  private static final int SUM = 2;
  private static final int SUM_OF_DOUBLES = 3;

  /** A class with a constant, a conversion, a sum of floats and one of doubles, 0 to 3. */
  private static BasicBlock transformed(String name) {
    Program program = new Program();
    Variable[] results = new Variable[4];
    for (int i = 0; i < results.length; i++) {
      results[i] = program.createVariable();
    }
    BasicBlock block = program.createBasicBlock();
    FloatConstantInstruction constant = new FloatConstantInstruction();
    constant.setConstant(0.1f);
    constant.setReceiver(results[CONSTANT]);
    CastNumberInstruction cast =
        new CastNumberInstruction(NumericOperandType.DOUBLE, NumericOperandType.FLOAT);
    cast.setValue(results[CONSTANT]);
    cast.setReceiver(results[CAST]);
    block.add(constant);
    block.add(cast);
    block.add(sum(NumericOperandType.FLOAT, results, SUM));
    block.add(sum(NumericOperandType.DOUBLE, results, SUM_OF_DOUBLES));
    ClassHolder type = new ClassHolder(name);
    MethodHolder method = new MethodHolder("work", ValueType.VOID);
    method.setProgram(program);
    type.addMethod(method);
    new SingleFloats().transformClass(type, null);
    return block;
  }

  private static BinaryInstruction sum(NumericOperandType type, Variable[] results, int at) {
    BinaryInstruction sum = new BinaryInstruction(BinaryOperation.ADD, type);
    sum.setFirstOperand(results[CONSTANT]);
    sum.setSecondOperand(results[CAST]);
    sum.setReceiver(results[at]);
    return sum;
  }

  private static List<Instruction> instructions(BasicBlock block) {
    List<Instruction> all = new ArrayList<>();
    block.forEach(all::add);
    return all;
  }

  @Test
  void everyFloatIsRoundedAndNoDouble() {
    BasicBlock block = transformed("org.keyspike.audio.SincFilter");
    List<Instruction> all = instructions(block);
    assertEquals(7, all.size());
    for (int i = CONSTANT; i <= SUM; i++) {
      InvokeInstruction call = assertInstanceOf(InvokeInstruction.class, all.get(2 * i + 1));
      assertEquals(Single.class.getName(), call.getMethod().getClassName());
      assertSame(block.getProgram().variableAt(i), call.getReceiver());
    }
    BinaryInstruction sum = assertInstanceOf(BinaryInstruction.class, all.get(2 * SUM));
    InvokeInstruction round = (InvokeInstruction) all.get(2 * SUM + 1);
    assertSame(sum.getReceiver(), round.getArguments().get(0));
    assertSame(
        block.getProgram().variableAt(SUM_OF_DOUBLES),
        assertInstanceOf(BinaryInstruction.class, all.get(6)).getReceiver());
  }

  @Test
  void theLibraryOfTheTranslatorIsLeftAlone() {
    assertEquals(4, instructions(transformed("java.lang.Math")).size());
    assertEquals(7, instructions(transformed("be.tarsos.dsp.resample.FilterKit")).size());
  }
}
