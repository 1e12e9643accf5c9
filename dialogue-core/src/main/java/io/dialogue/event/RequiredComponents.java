package io.dialogue.event;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Makes the components of records required, except those that are annotated with an
 * annotation named {@code Nullable} or are {@code Optional}: what is required may neither
 * be absent nor null. The same goes for what lists, arrays and maps hold: null only where
 * their element is annotated so, or is any JSON at all.
 */
@SuppressWarnings("serial")
final class RequiredComponents extends NopAnnotationIntrospector {

	@Override
	public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
		return isRequired(member) ? Boolean.TRUE : null;
	}

	@Override
	public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
		RecordComponent component = component(annotated);
		if (component == null) {
			return JsonSetter.Value.empty();
		}
		return JsonSetter.Value.construct(isOptional(component) ? Nulls.DEFAULT : Nulls.FAIL,
				mayHoldNull(component.getAnnotatedType()) ? Nulls.DEFAULT : Nulls.FAIL);
	}

	private static boolean isRequired(Annotated annotated) {
		RecordComponent component = component(annotated);
		return component != null && !isOptional(component);
	}

	/** The component that a parameter of a record's own constructor stands for. */
	private static @Nullable RecordComponent component(Annotated annotated) {
		if (!(annotated instanceof AnnotatedParameter parameter) || !parameter.getOwner().getRawType().isRecord()) {
			return null;
		}
		RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
		return (parameter.getOwner().getParameterCount() == components.length) ? components[parameter.getIndex()]
				: null;
	}

	private static boolean isOptional(RecordComponent component) {
		return component.getType() == Optional.class || isNullable(component)
				|| isNullable(component.getAnnotatedType());
	}

	/** What stands for any JSON at all may be null, too. */
	private static boolean mayHoldNull(AnnotatedType container) {
		AnnotatedType content = content(container);
		return content == null || isNullable(content) || content.getType() == Object.class
				|| content.getType() == JsonNode.class
				|| (content.getType() instanceof ParameterizedType type && type.getRawType() == Optional.class);
	}

	private static @Nullable AnnotatedType content(AnnotatedType container) {
		if (container instanceof AnnotatedArrayType array) {
			return array.getAnnotatedGenericComponentType();
		}
		if (container instanceof AnnotatedParameterizedType type) {
			AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
			return arguments[arguments.length - 1];
		}
		return null;
	}

	private static boolean isNullable(AnnotatedElement element) {
		return Stream.of(element.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> type.getSimpleName().equals("Nullable"));
	}

}
