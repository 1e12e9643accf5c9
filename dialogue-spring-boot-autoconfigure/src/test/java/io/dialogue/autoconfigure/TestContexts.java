package io.dialogue.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import io.dialogue.autoconfigure.app.Message;
import io.dialogue.autoconfigure.app.Typing;

/**
 * Contexts as applications get them, with the events {@code message} and {@code typing}.
 */
final class TestContexts {

	private TestContexts() {
	}

	static ApplicationContextRunner withoutEvents() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ValidationAutoConfiguration.class,
					DialogueAutoConfiguration.class, DialogueJsonSchemaAutoConfiguration.class,
					DialogueSocketIoAutoConfiguration.class))
			.withPropertyValues("dialogue.server.port=0", "dialogue.server.address=localhost");
	}

	static ApplicationContextRunner withEvents() {
		return withoutEvents().withBean(DialogueEventTypes.class,
				() -> DialogueEventTypes.of(Message.class, Typing.class));
	}

	static ApplicationContextRunner withYaml(String yaml) {
		return withEvents().withInitializer((context) -> addYaml(context, yaml));
	}

	static void addYaml(ConfigurableApplicationContext context, String yaml) {
		try {
			new YamlPropertySourceLoader()
				.load("application.yml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(context.getEnvironment().getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
