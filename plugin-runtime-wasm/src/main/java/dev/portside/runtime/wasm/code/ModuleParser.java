package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.ParserListener;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.CustomSection;
import com.dylibso.chicory.wasm.types.DataCountSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.SectionId;
import com.dylibso.chicory.wasm.types.StartSection;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import java.io.ByteArrayInputStream;

/**
 * Parses with Chicory's parser, section by section: its short way in would also take a SHA-256,
 * which nobody reads and which costs a cold process 30 ms.
 */
final class ModuleParser implements ParserListener {
  private static final int MOST_TEXT = 300;

  private final WasmModule.Builder module;
  private final boolean oneBodyForAll;
  private int functions;

  private ModuleParser(WasmModule.Builder module, boolean oneBodyForAll) {
    this.module = module;
    this.oneBodyForAll = oneBodyForAll;
  }

  /**
   * The module in the library's form.
   *
   * @param wasm a module that {@link ModuleScanner} has passed
   * @param validate whether to check the bodies; needed once for a module, and again if the
   *     interpreter is to run them, for validation notes in them what it found
   * @throws BadModuleException if it is not valid
   */
  static WasmModule parse(byte[] wasm, boolean validate) {
    return parse(wasm, validate, false);
  }

  /**
   * The module in the library's form, without checking anything.
   *
   * @param remainder what {@link ModuleStripper} leaves of a module that runs compiled as a whole:
   *     it has one body, which is that of all functions
   */
  static WasmModule parseWithoutBodies(byte[] remainder) {
    return parse(remainder, false, true);
  }

  private static WasmModule parse(byte[] wasm, boolean validate, boolean oneBodyForAll) {
    WasmModule.Builder module = WasmModule.builder().withValidation(validate);
    try {
      Parser.builder()
          .withValidation(validate)
          .build()
          .parse(new ByteArrayInputStream(wasm), new ModuleParser(module, oneBodyForAll));
      return module.build();
    } catch (RuntimeException e) {
      // The parser also lets out what it trips over, such as an index out of bounds.
      throw new BadModuleException("is not a valid module: " + shortened(e));
    }
  }

  /** The library joins all the errors of a function, which may be thousands. */
  private static String shortened(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.length() <= MOST_TEXT ? message : message.substring(0, MOST_TEXT) + "...";
  }

  @Override
  public void onSection(Section section) {
    switch (section.sectionId()) {
      case SectionId.CUSTOM -> {
        CustomSection custom = (CustomSection) section;
        module.addCustomSection(custom.name(), custom);
      }
      case SectionId.TYPE -> module.setTypeSection((TypeSection) section);
      case SectionId.IMPORT -> module.setImportSection((ImportSection) section);
      case SectionId.FUNCTION -> {
        functions = ((FunctionSection) section).functionCount();
        module.setFunctionSection((FunctionSection) section);
      }
      case SectionId.TABLE -> module.setTableSection((TableSection) section);
      case SectionId.MEMORY -> module.setMemorySection((MemorySection) section);
      case SectionId.GLOBAL -> module.setGlobalSection((GlobalSection) section);
      case SectionId.EXPORT -> module.setExportSection((ExportSection) section);
      case SectionId.START -> module.setStartSection((StartSection) section);
      case SectionId.ELEMENT -> module.setElementSection((ElementSection) section);
      case SectionId.CODE -> module.setCodeSection(bodies((CodeSection) section));
      case SectionId.DATA -> module.setDataSection((DataSection) section);
      case SectionId.DATA_COUNT -> module.setDataCountSection((DataCountSection) section);
      case SectionId.TAG -> module.setTagSection((TagSection) section);
      default -> throw new BadModuleException("has an unknown section " + section.sectionId());
    }
  }

  private CodeSection bodies(CodeSection section) {
    if (!oneBodyForAll || functions == 0) {
      return section;
    }
    CodeSection.Builder bodies = CodeSection.builder();
    for (int i = 0; i < functions; i++) {
      bodies.addFunctionBody(section.getFunctionBody(0));
    }
    return bodies.build();
  }
}
