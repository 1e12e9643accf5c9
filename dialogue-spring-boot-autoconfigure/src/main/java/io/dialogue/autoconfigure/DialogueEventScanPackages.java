package io.dialogue.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The packages that one {@link DialogueEventScan} names.
 *
 * @param packageNames the packages' names
 */
record DialogueEventScanPackages(List<String> packageNames) {

	DialogueEventScanPackages(String[] packageNames) {
		this(List.of(packageNames));
	}

	/**
	 * Registers one bean for each annotation.
	 */
	static final class Registrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			String[] packages = packages(metadata).toArray(String[]::new);
			registry.registerBeanDefinition(DialogueEventScanPackages.class.getName() + "#" + metadata.getClassName(),
					BeanDefinitionBuilder.genericBeanDefinition(DialogueEventScanPackages.class)
						.addConstructorArgValue(packages)
						.getBeanDefinition());
		}

		private static Set<String> packages(AnnotationMetadata metadata) {
			MergedAnnotation<DialogueEventScan> scan = metadata.getAnnotations().get(DialogueEventScan.class);
			List<@Nullable String> names = new ArrayList<>(List.of(scan.getStringArray("basePackages")));
			for (Class<?> type : scan.getClassArray("basePackageClasses")) {
				names.add(type.getPackageName());
			}
			Set<String> packages = new LinkedHashSet<>();
			names.stream().filter(StringUtils::hasText).forEach(packages::add);
			if (packages.isEmpty()) {
				packages.add(ClassUtils.getPackageName(metadata.getClassName()));
			}
			return packages;
		}

	}

}
