package dev.portside.runtime.wasm.guest;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import com.dylibso.chicory.wasm.types.PassiveElement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The module of instances that begin where another one stands: the same code, but nothing happens
 * when it is instantiated. There is no start function, and of the segments only those are left that
 * the other instance has not used up. Follows "Instantiation" of the WebAssembly Core Specification
 * 2.0, by which an active segment is dropped once it is in place.
 */
final class DerivedModule {
  private DerivedModule() {}

  /** The module of copies of an instance. */
  static WasmModule of(Instance instance) {
    WasmModule module = instance.module();
    WasmModule.Builder derived =
        WasmModule.builder()
            .setTypeSection(module.typeSection())
            .setImportSection(module.importSection())
            .setFunctionSection(module.functionSection())
            .setTableSection(module.tableSection())
            .setGlobalSection(module.globalSection())
            .setExportSection(module.exportSection())
            .setCodeSection(module.codeSection())
            .setElementSection(elements(instance))
            .setDataSection(data(instance))
            // What was found valid is not looked at again.
            .withValidation(false);
    module.memorySection().ifPresent(derived::setMemorySection);
    module.dataCountSection().ifPresent(derived::setDataCountSection);
    module.tagSection().ifPresent(derived::setTagSection);
    return derived.build();
  }

  private static ElementSection elements(Instance instance) {
    ElementSection.Builder section = ElementSection.builder();
    ElementSection original = instance.module().elementSection();
    for (int i = 0; i < original.elementCount(); i++) {
      Element element = original.getElement(i);
      boolean used = element instanceof ActiveElement || instance.element(i) == null;
      section.addElement(used ? new PassiveElement(element.type(), List.of()) : element);
    }
    return section.build();
  }

  private static DataSection data(Instance instance) {
    DataSection.Builder section = DataSection.builder();
    DataSection original = instance.module().dataSection();
    for (int i = 0; i < original.dataSegmentCount(); i++) {
      DataSegment segment = original.getDataSegment(i);
      boolean used = segment instanceof ActiveDataSegment || hasDropped(instance, i);
      section.addDataSegment(used ? PassiveDataSegment.EMPTY : segment);
    }
    return section.build();
  }

  /** Whether a data segment is not there any more; one of no bytes makes no difference. */
  private static boolean hasDropped(Instance instance, int segment) {
    return instance.dataSegmentData(segment).length == 0;
  }

  /** The data segments of a derived module that have bytes. */
  static int[] dataLeft(WasmModule derived) {
    DataSection data = derived.dataSection();
    return IntStream.range(0, data.dataSegmentCount())
        .filter(i -> data.getDataSegment(i).data().length > 0)
        .toArray();
  }

  /** The element segments of a derived module that have elements. */
  static int[] elementsLeft(WasmModule derived) {
    ElementSection elements = derived.elementSection();
    return IntStream.range(0, elements.elementCount())
        .filter(i -> elements.getElement(i).elementCount() > 0)
        .toArray();
  }
}
