package io.dialogue.autoconfigure;

import com.networknt.schema.SchemaRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of JSON Schemas as an event's constraints, where networknt's
 * validator is there.
 */
@AutoConfiguration(before = DialogueAutoConfiguration.class)
@ConditionalOnClass(SchemaRegistry.class)
public final class DialogueJsonSchemaAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(PayloadSchemaFactory.class)
	JsonSchemaFactory dialogueJsonSchemaFactory() {
		return new JsonSchemaFactory();
	}

}
