package io.dialogue.autoconfigure.web;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

import io.dialogue.autoconfigure.ContractDocuments;
import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.autoconfigure.DialogueContractAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When files are served.
 */
class DialogueFilesAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(JacksonAutoConfiguration.class,
			DialogueAutoConfiguration.class, DialogueContractAutoConfiguration.class,
			DialogueFilesAutoConfiguration.class, DialogueRoutesAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void clientIsServedAndContractIsNotByDefault() {
		this.reactive.run((context) -> assertThat(context).hasBean("dialogueClientFiles")
			.hasBean("dialogueFilesRouter")
			.hasSingleBean(WebFluxRoutes.class)
			.doesNotHaveBean(WebMvcRoutes.class)
			.doesNotHaveBean(ContractDocuments.class)
			.doesNotHaveBean("dialogueContractFiles"));
		this.servlet.run((context) -> assertThat(context).hasBean("dialogueClientFiles")
			.hasBean("dialogueFilesRouter")
			.hasSingleBean(WebMvcRoutes.class)
			.doesNotHaveBean(WebFluxRoutes.class)
			.doesNotHaveBean("dialogueContractFiles"));
	}

	@Test
	void propertySwitchesTheClientOff() {
		this.reactive.withPropertyValues("dialogue.client.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("dialogueClientFiles")
				.doesNotHaveBean("dialogueFilesRouter"));
	}

	@Test
	void propertySwitchesTheContractOn() {
		this.servlet.withPropertyValues("dialogue.contract.enabled=true", "dialogue.client.enabled=false")
			.run((context) -> assertThat(context).hasBean("dialogueContractFiles")
				.hasBean("dialogueFilesRouter")
				.doesNotHaveBean("dialogueClientFiles"));
	}

	@Test
	void withoutTheBundleThereIsNoClient() {
		this.reactive
			.withClassLoader(new FilteredClassLoader(new ClassPathResource("io/dialogue/client/dialogue-client.js")))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dialogueClientFiles"));
	}

	@Test
	void withoutAWebFrameworkNothingIsServed() {
		this.reactive.withClassLoader(new FilteredClassLoader(DispatcherHandler.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dialogueFilesRouter"));
		this.servlet.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dialogueFilesRouter"));
	}

	@Test
	void anApplicationWithoutWebServerServesNothing() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("dialogue.contract.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(ContractDocuments.class)
				.doesNotHaveBean(ServedFiles.class));
	}

}
