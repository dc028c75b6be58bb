import net

net.build(2000)
