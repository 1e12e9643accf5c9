package io.dialogue.autoconfigure;

import java.util.List;

import javax.lang.model.element.Modifier;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.CodeBlock;
import org.springframework.util.ClassUtils;

/**
 * Replaces the search for event types by its result at build time, and registers hints
 * for binding them.
 */
final class DialogueEventTypesAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		return (registeredBean.getBeanClass() == DialogueEventTypes.class) ? BeanRegistrationAotContribution
			.withCustomCodeFragments((fragments) -> new FixedTypes(fragments, registeredBean)) : null;
	}

	private static final class FixedTypes extends BeanRegistrationCodeFragmentsDecorator {

		private final RegisteredBean registeredBean;

		private FixedTypes(BeanRegistrationCodeFragments delegate, RegisteredBean registeredBean) {
			super(delegate);
			this.registeredBean = registeredBean;
		}

		@Override
		public CodeBlock generateInstanceSupplierCode(GenerationContext generationContext,
				BeanRegistrationCode beanRegistrationCode, boolean allowDirectSupplierShortcut) {
			List<String> classNames = this.registeredBean.getBeanFactory()
				.getBean(this.registeredBean.getBeanName(), DialogueEventTypes.class)
				.classNames();
			registerHints(generationContext.getRuntimeHints().reflection(), classNames);
			CodeBlock names = CodeBlock.join(classNames.stream().map((name) -> CodeBlock.of("$S", name)).toList(),
					", ");
			GeneratedMethod method = beanRegistrationCode.getMethods().add("getInstance", (builder) -> {
				builder.addModifiers(Modifier.PRIVATE, Modifier.STATIC);
				builder.returns(DialogueEventTypes.class);
				builder.addStatement("return $T.of($T.of($L))", DialogueEventTypes.class, List.class, names);
			});
			return method.toMethodReference().toCodeBlock();
		}

		private void registerHints(ReflectionHints hints, List<String> classNames) {
			ClassLoader classLoader = this.registeredBean.getBeanFactory().getBeanClassLoader();
			BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
			classNames.forEach(
					(name) -> binding.registerReflectionHints(hints, ClassUtils.resolveClassName(name, classLoader)));
		}

	}

}
