package io.dialogue.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.Banner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

import io.dialogue.contract.Contract;

/**
 * Writes the contract of an application at build time, without starting it: reads its
 * configuration, finds its events, and makes none of its beans, opens no port.
 * <p>
 * Takes the name of the application's class and the directory to write to, then options:
 * {@code --import} with configuration classes that the contract depends on, such as those
 * that customize Jackson, separated by commas; and properties, such as
 * {@code --spring.profiles.active=prod}. A file is touched only if its content changes.
 */
public final class DialogueContractWriter {

	private static final String USAGE = "Give the name of the application's class and the directory to write to, "
			+ "as in: com.example.ChatApplication target/contract";

	private static final List<String> AUTO_CONFIGURATIONS = List.of(
			"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
			"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration");

	private DialogueContractWriter() {
	}

	/**
	 * Writes the contract.
	 * @param args the application's class, the directory, and options
	 * @throws IOException if a file cannot be written
	 * @throws ClassNotFoundException if there is no such class
	 */
	public static void main(String[] args) throws IOException, ClassNotFoundException {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		List<String> names = arguments.getNonOptionArgs();
		if (names.size() != 2) {
			throw new IllegalArgumentException(USAGE);
		}
		Class<?> application = ClassUtils.forName(names.get(0), null);
		try (ConfigurableApplicationContext context = application(application, imports(arguments)).run(args)) {
			write(context.getBean(ContractDocuments.class), Path.of(names.get(1)));
		}
	}

	private static List<String> imports(ApplicationArguments arguments) {
		List<String> imports = arguments.getOptionValues("import");
		return (imports != null) ? imports.stream().flatMap((names) -> List.of(names.split(",")).stream()).toList()
				: List.of();
	}

	private static SpringApplication application(Class<?> type, List<String> imports) {
		SpringApplication application = new SpringApplication(WriterConfiguration.class);
		List<String> sources = new ArrayList<>(imports);
		AUTO_CONFIGURATIONS.stream().filter((name) -> ClassUtils.isPresent(name, null)).forEach(sources::add);
		application.setSources(Set.copyOf(sources));
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.addInitializers((context) -> registerPackages(type, context));
		return application;
	}

	/** What annotations of the application's class say of where its events are. */
	private static void registerPackages(Class<?> application, ConfigurableApplicationContext context) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		MergedAnnotations annotations = MergedAnnotations.from(application);
		MergedAnnotation<AutoConfigurationPackage> declared = annotations.get(AutoConfigurationPackage.class);
		List<String> packages = new ArrayList<>();
		if (declared.isPresent()) {
			packages.addAll(List.of(declared.getStringArray("basePackages")));
			List.of(declared.getClassArray("basePackageClasses"))
				.forEach((type) -> packages.add(type.getPackageName()));
		}
		AutoConfigurationPackages.register(registry,
				packages.isEmpty() ? new String[] { application.getPackageName() } : packages.toArray(String[]::new));
		if (annotations.isPresent(DialogueEventScan.class)) {
			new DialogueEventScanPackages.Registrar()
				.registerBeanDefinitions(AnnotationMetadata.introspect(application), registry);
		}
	}

	private static void write(ContractDocuments documents, Path directory) throws IOException {
		Files.createDirectories(directory);
		for (var document : documents.all().entrySet()) {
			Path file = directory.resolve(document.getKey());
			if (!Files.exists(file) || !Files.readString(file).equals(document.getValue())) {
				Files.writeString(file, document.getValue());
			}
		}
	}

	/**
	 * As much of an application as a contract needs.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ DialogueProperties.class, DialogueContractProperties.class })
	@Import({ DialogueJsonSchemaAutoConfiguration.class, EventsConfiguration.class, ConfiguredRoomsConfiguration.class,
			ContractConfiguration.class })
	static class WriterConfiguration {

		@Bean
		ContractDocuments documents(Contract contract, DialogueContractProperties properties, Environment environment) {
			return ContractDocuments.of(contract, properties, environment);
		}

	}

}
