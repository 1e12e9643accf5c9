package io.dialogue.autoconfigure.web;

import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.dialogue.autoconfigure.ContractDocuments;
import io.dialogue.autoconfigure.DialogueContractAutoConfiguration;

/**
 * Auto-configuration of the files that web applications serve.
 */
@AutoConfiguration(after = DialogueContractAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(DialogueClientProperties.class)
public final class DialogueFilesAutoConfiguration {

	private static final String DIRECTORY = "io/dialogue/client/";

	private static final String CLIENT = "dialogue-client.js";

	@Bean
	@ConditionalOnBooleanProperty(name = "dialogue.client.enabled", matchIfMissing = true)
	@ConditionalOnResource(resources = "classpath:" + DIRECTORY + CLIENT)
	ServedFiles dialogueClientFiles() {
		return ServedFiles.onClassPath(DIRECTORY,
				List.of(CLIENT, "dialogue-client.esm.js", "dialogue-client.LICENSE.txt"));
	}

	@Bean
	@ConditionalOnBean(ContractDocuments.class)
	ServedFiles dialogueContractFiles(ContractDocuments documents) {
		return ServedFiles.ofTexts(documents.all());
	}

}
