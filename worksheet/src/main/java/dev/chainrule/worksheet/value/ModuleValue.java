package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A module such as `math` or `torch.nn`: names and their values.
public final class ModuleValue {
  private final String name;
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// A module without members.
  ///
  /// @param name the whole path, such as `torch.nn.functional`
  public ModuleValue(String name) {
    this.name = name;
  }

  /// The whole path, such as `torch.nn.functional`.
  public String name() {
    return name;
  }

  /// Adds or replaces a member.
  public void put(String member, Object value) {
    members.put(member, value);
  }

  /// A member.
  ///
  /// @throws WorksheetException if there is none of this name
  public Object get(String member) {
    Object value = members.get(member);
    if (value == null) {
      throw new WorksheetException(
          "worksheets know no '"
              + name
              + "."
              + member
              + "'"
              + Nearest.hint(member, members.keySet()));
    }
    return value;
  }

  /// A member, or null.
  public @Nullable Object find(String member) {
    return members.get(member);
  }
}
