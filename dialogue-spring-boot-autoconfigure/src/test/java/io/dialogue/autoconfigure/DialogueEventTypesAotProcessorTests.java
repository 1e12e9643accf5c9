package io.dialogue.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.autoconfigure.app.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is computed at build time.
 */
class DialogueEventTypesAotProcessorTests {

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final DefaultGenerationContext generation = new DefaultGenerationContext(
			new ClassNameGenerator(ClassName.get("com.example", "Application")), this.files);

	@Test
	void typesAreFixedAndBound() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Application.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
			this.generation.writeGeneratedContent();
		}
		assertThat(sources()).contains("DialogueEventTypes.of(List.of(\"" + Message.class.getName());
		assertThat(RuntimeHintsPredicates.reflection().onType(Message.class))
			.accepts(this.generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Listener.class, "hear"))
			.accepts(this.generation.getRuntimeHints());
	}

	@Test
	void resourcesOfTheContractAreKept() {
		RuntimeHints hints = new RuntimeHints();
		new ContractHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.resource().forResource("io/dialogue/client/dialogue-client.esm.js"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("io/dialogue/contract/asyncapi.json")).accepts(hints);
	}

	private String sources() {
		return this.files.getGeneratedFiles(Kind.SOURCE).keySet().stream().map((path) -> {
			try {
				return this.files.getGeneratedFileContent(Kind.SOURCE, path);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).collect(Collectors.joining());
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Message.class)
	@Import(DialogueAutoConfiguration.class)
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	static class Listener {

		@DialogueListener
		void hear(Message message) {
		}

	}

}
