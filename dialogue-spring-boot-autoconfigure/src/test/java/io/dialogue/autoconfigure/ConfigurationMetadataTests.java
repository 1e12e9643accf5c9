package io.dialogue.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors tell about the properties.
 */
class ConfigurationMetadataTests {

	private static final String NESTED = "META-INF/spring/configuration-metadata/io.dialogue.autoconfigure."
			+ "DialogueProperties$";

	@Test
	void everyPropertyIsDescribed() {
		List<JsonNode> properties = properties("META-INF/spring-configuration-metadata.json");
		assertThat(properties).hasSizeGreaterThan(60).allSatisfy(ConfigurationMetadataTests::assertDescribed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Room", "Event" })
	void everyPropertyOfAMapsValuesIsDescribed(String type) throws ClassNotFoundException {
		List<JsonNode> properties = properties(NESTED + type + ".json");
		assertThat(properties).allSatisfy(ConfigurationMetadataTests::assertDescribed);
		Class<?> record = Class.forName(DialogueProperties.class.getName() + "$" + type);
		List<String> names = properties.stream().map((property) -> property.path("name").stringValue()).toList();
		assertThat(Arrays.stream(record.getRecordComponents()).map((component) -> dashed(component.getName())))
			.allSatisfy((name) -> assertThat(names)
				.anyMatch((known) -> known.equals(name) || known.startsWith(name + ".")));
	}

	@Test
	void defaultsThatAreToldAreTheDefaults() {
		Map<String, Object> told = new LinkedHashMap<>();
		for (JsonNode property : properties("META-INF/spring-configuration-metadata.json")) {
			String name = property.path("name").stringValue();
			JsonNode value = property.path("defaultValue");
			if (name.startsWith("dialogue.") && value.isValueNode() && !value.isMissingNode()) {
				told.put(name, value.asString());
			}
		}
		Binder binder = new Binder(new MapConfigurationPropertySource(told));
		assertThat(told).hasSizeGreaterThan(45);
		DialogueProperties bound = binder.bindOrCreate("dialogue", DialogueProperties.class);
		DialogueProperties fresh = DialogueSettingsTests.properties(Map.of());
		assertThat(bound).usingRecursiveComparison().ignoringFields("rateLimits").isEqualTo(fresh);
		assertThat(new RateLimitSettings(bound, List.of("message")).policy())
			.isEqualTo(new RateLimitSettings(fresh, List.of("message")).policy());
		assertThat(binder.bindOrCreate("dialogue.server", DialogueServerProperties.class)).usingRecursiveComparison()
			.isEqualTo(new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("dialogue.server",
					DialogueServerProperties.class));
	}

	private static void assertDescribed(JsonNode property) {
		assertThat(StringUtils.hasText(property.path("description").asString(""))).as(property.path("name").toString())
			.isTrue();
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
	}

	private static List<JsonNode> properties(String location) {
		try (InputStream json = new ClassPathResource(location).getInputStream()) {
			return JsonMapper.shared().readTree(json).path("properties").valueStream().toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
