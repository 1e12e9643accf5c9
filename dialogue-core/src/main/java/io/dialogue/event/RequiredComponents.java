package io.dialogue.event;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Makes the components of records required, except those that are annotated with an
 * annotation named {@code Nullable} or are {@code Optional}: what is required may neither
 * be absent nor null.
 */
@SuppressWarnings("serial")
final class RequiredComponents extends NopAnnotationIntrospector {

	@Override
	public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
		return isRequired(member) ? Boolean.TRUE : null;
	}

	@Override
	public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
		return isRequired(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
	}

	private static boolean isRequired(Annotated annotated) {
		if (!(annotated instanceof AnnotatedParameter parameter) || !parameter.getOwner().getRawType().isRecord()) {
			return false;
		}
		RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
		return parameter.getOwner().getParameterCount() == components.length
				&& !isOptional(components[parameter.getIndex()]);
	}

	private static boolean isOptional(RecordComponent component) {
		return component.getType() == Optional.class
				|| Stream.of(component.getAnnotations(), component.getAnnotatedType().getAnnotations())
					.flatMap(Stream::of)
					.map(Annotation::annotationType)
					.anyMatch((type) -> type.getSimpleName().equals("Nullable"));
	}

}
